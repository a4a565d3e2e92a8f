/** Mistakes with participants that do not compile. */
import { expectTypeOf, test } from "vitest";
import type { DisCo, EndUsers, VirtualOrganization } from "../../../models/index.ts";
import type { Session, Solution } from "../../../src/language/index.ts";
import type { Participant, Scope } from "../../../src/market/index.ts";

declare const users: EndUsers;
declare const disco: DisCo;
declare const scope: Scope;
declare const session: Session;
declare const solution: Solution;

test("what others decided is data in a model of one's own, and a variable in one with them", () => {
  const alone = users.enter(scope);
  session.set(alone.fromDisCo, 5);
  // @ts-expect-error what the DisCo sells is not decided in a model of the users' own
  solution.reducedCost(alone.fromDisCo);
  const together = users.enterTogether(scope);
  // @ts-expect-error the DisCo decides it in the same model
  session.set(together.fromDisCo, 5);
  solution.reducedCost(together.fromDisCo);
});

test("what users trade does not stand by aggregator", () => {
  const { offered, soldToUsers } = disco.enter(scope);
  const entered = users.enter(scope);
  scope.constraint("sold", entered.netLoad.over, (j, t) => soldToUsers(j, t).le(5));
  // @ts-expect-error aggregators offer, users do not
  scope.constraint("offered", entered.netLoad.over, (j, t) => entered.netLoad(j, t).le(offered(j, t)));
});

test("all of them are participants", () => {
  expectTypeOf<EndUsers>().toExtend<Participant>();
  expectTypeOf<DisCo>().toExtend<Participant>();
  expectTypeOf<VirtualOrganization>().toExtend<Participant>();
});
