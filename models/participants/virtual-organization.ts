/**
 * End-users, aggregators and the DisCo of Gazafroudi, Prieto, Corchado (Energies 12 (2019) 1521) in one model, as their
 * virtual organization: Problem E, the accounting and Problem D at once, each seeing of the others what they decide there.
 *
 *   minimise    sum_t lambda_M_t (M_t + W_t)             what is paid on the market, the sum of the three costs
 *   subject to  all constraints of the three, and reciprocity of
 *               P_D2L_jt                                 as the users buy it = as the DisCo sells it
 *               P_L2A_jt                                 as the aggregators buy it = as the users sell it
 *               P_A2D_kt                                 as the DisCo buys it = as the aggregators sell it
 *               lambda_A2D_kt                            as the aggregators are paid = as the DisCo pays
 *
 * What one pays another receives, so nothing but the market's part of the costs is left. By (1), (2) and the DisCo's
 * balance M_t is the sum of the users' N_jt. How much of N_jt is bought from the DisCo and how much is not sold, and the
 * price within (7), divide the cost and do not change it: of the three accounts only the sum is determined by the optimum.
 * Tie breaks have no part in it.
 *
 * Entered side by side into one scope instead, each takes what the others decided as data, and pays in full what it is
 * charged. The balance of a network then holds where the data agree with the decisions: at the point where the
 * iterative algorithm has settled, which is the optimum of such a scope too. With other data it is not a market.
 */
import type { Constraint, Variable } from "../../src/language/index.ts";
import type { Participant, Scope } from "../../src/market/index.ts";
import type { Aggregators, EnteredAggregators } from "./aggregators.ts";
import type { DisCo, EnteredDisCo } from "./disco.ts";
import type { EndUsers, EnteredEndUsers } from "./end-users.ts";
import type { AggregatorHour, UserHour } from "./trading.ts";

export interface OrganizationMembers {
  readonly users: EndUsers;
  readonly aggregators: Aggregators;
  /** One that covers losses where the network has them, and gives reactive power where the users consume it. */
  readonly disco: DisCo;
}

/** All three in a scope, each in a part of its own that it owns. */
export interface EnteredVirtualOrganization {
  readonly scope: Scope;
  readonly users: EnteredEndUsers<Variable<UserHour>>;
  readonly aggregators: EnteredAggregators<Variable<UserHour>, Variable<AggregatorHour>>;
  readonly disco: EnteredDisCo<Variable<AggregatorHour>>;
  /** Reciprocity: what one side of a trade sells the other buys, kWh. */
  readonly soldByDisCo: Constraint<UserHour>;
  readonly soldByUsers: Constraint<UserHour>;
  readonly soldByAggregators: Constraint<AggregatorHour>;
}

export interface VirtualOrganization extends Participant {
  enter(scope: Scope): EnteredVirtualOrganization;
}

/** The three as one participant, over the same users and aggregators. */
export function virtualOrganization(members: OrganizationMembers, name = "virtual organization"): VirtualOrganization {
  return { name, behaviour: "cooperative", enter: (scope) => entered(scope, members) };
}

function entered(scope: Scope, members: OrganizationMembers): EnteredVirtualOrganization {
  const users = members.users.enterTogether(partOf(scope, members.users));
  const aggregators = members.aggregators.enterTogether(partOf(scope, members.aggregators));
  const disco = members.disco.enterTogether(partOf(scope, members.disco));
  const same = <Sets extends UserHour | AggregatorHour>(name: string, one: Variable<Sets>, other: Variable<Sets>) =>
    scope.constraint(name, one.over, (...at) => one(...at).eq(other(...at)));
  same("reciprocity of prices to aggregators", aggregators.priceFromDisCo, disco.priceToAggregators);
  return {
    scope,
    users,
    aggregators,
    disco,
    soldByDisCo: same("reciprocity of sales by DisCo", users.fromDisCo, disco.soldToUsers),
    soldByUsers: same("reciprocity of sales by users", aggregators.soldByUsers, users.soldToAggregator),
    soldByAggregators: same("reciprocity of sales by aggregators", disco.offered, aggregators.soldToDisCo),
  };
}

/** A member's part, owned by it: of two organizations in one model by the member of this one. */
function partOf(scope: Scope, { name }: Participant): Scope {
  return scope.child(name, { owner: scope.title === "" ? name : `${scope.title} ${name}` });
}
