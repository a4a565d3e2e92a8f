/**
 * End-users, aggregators and the DisCo of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521) in one model, as their
 * virtual organization: Problem E, the accounting and Problem D at once, each seeing of the others what they decide there.
 *
 *   P_D2L_jt     the users' = the DisCo's                    lambda_A2D_kt    the aggregators' = the DisCo's
 *   P_L2A_jt     the aggregators' = the users'
 *   P_A2D_kt     the DisCo's = the aggregators'
 *
 * What one pays another receives, so the costs of all three are what is paid on the market, and that is what the
 * organization costs: sum_t lambda_M_t (M_t + W_t). By (1), (2) and the DisCo's balance M_t is the sum of the users' N_jt.
 * How much of N is bought from the DisCo and how much is not sold, and the price within (7), divide the cost and do not
 * change it: of the accounts only the sum is determined by the optimum.
 */
import type { Constraint, Variable } from "../../src/language/index.ts";
import type { Participant, Scope } from "../../src/market/index.ts";
import type { Aggregators, EnteredAggregators } from "./aggregators.ts";
import type { DisCo, EnteredDisCo } from "./disco.ts";
import type { EndUsers, EnteredEndUsers } from "./end-users.ts";
import type { AggregatorHour, UserHour } from "./trading.ts";

export interface Members {
  readonly users: EndUsers;
  readonly aggregators: Aggregators;
  /** One that covers losses where the network has them, and gives reactive power where the users consume it. */
  readonly disco: DisCo;
}

/** All three in a scope, each in a part of its own and its owner. */
export interface EnteredVirtualOrganization {
  readonly scope: Scope;
  readonly users: EnteredEndUsers<Variable<UserHour>>;
  readonly aggregators: EnteredAggregators<Variable<UserHour>, Variable<AggregatorHour>>;
  readonly disco: EnteredDisCo<Variable<AggregatorHour>>;
  /** That both sides of a trade say the same, kWh. */
  readonly soldByDisCo: Constraint<UserHour>;
  readonly soldByUsers: Constraint<UserHour>;
  readonly soldByAggregators: Constraint<AggregatorHour>;
}

export interface VirtualOrganization extends Participant {
  enter(scope: Scope): EnteredVirtualOrganization;
}

/** The three as one participant, over the same users and aggregators. */
export function virtualOrganization(members: Members, name = "virtual organization"): VirtualOrganization {
  return { name, behaviour: "cooperative", enter: (scope) => entered(scope, members) };
}

function entered(scope: Scope, members: Members): EnteredVirtualOrganization {
  const users = members.users.enterTogether(partOf(scope, members.users));
  const aggregators = members.aggregators.enterTogether(partOf(scope, members.aggregators));
  const disco = members.disco.enterTogether(partOf(scope, members.disco));
  const same = <Sets extends UserHour | AggregatorHour>(name: string, one: Variable<Sets>, other: Variable<Sets>) =>
    scope.constraint(name, one.over, (...at) => one(...at).eq(other(...at)));
  same("price to aggregators agreed", aggregators.priceFromDisCo, disco.priceToAggregators);
  return {
    scope,
    users,
    aggregators,
    disco,
    soldByDisCo: same("sold by DisCo agreed", users.fromDisCo, disco.soldToUsers),
    soldByUsers: same("sold by users agreed", aggregators.soldByUsers, users.soldToAggregator),
    soldByAggregators: same("sold by aggregators agreed", disco.offered, aggregators.soldToDisCo),
  };
}

/** A member's part, owned by it: of two organizations in one model by the member of this one. */
function partOf(scope: Scope, { name }: Participant): Scope {
  return scope.child(name, { owner: scope.title === "" ? name : `${scope.title} ${name}` });
}
