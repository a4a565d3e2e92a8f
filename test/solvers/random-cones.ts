/** Random conic programs that have a feasible point and an optimum, by how they are made. */
import fc from "fast-check";
import { conicProgram, type DenseCone } from "../../conformance/solvers/cone-programs.ts";
import type { Program } from "../../src/program/program.ts";

const whole = (most: number) => fc.integer({ min: -most, max: most });
const vector = (size: number, most = 3) => fc.array(whole(most), { minLength: size, maxLength: size });

const dot = (one: readonly number[], other: readonly number[]) => one.reduce((sum, own, k) => sum + own * other[k]!, 0);

interface Draft {
  readonly point: readonly number[];
  readonly costs: readonly number[];
  readonly sense: "minimize" | "maximize";
  readonly rows: readonly { readonly row: readonly number[]; readonly room: number; readonly form: number }[];
  readonly cones: readonly {
    readonly members: readonly (readonly number[])[];
    readonly rotated: boolean;
    readonly room: number;
  }[];
  readonly hessian: readonly number[] | null;
}

const draft: fc.Arbitrary<Draft> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.nat(4), fc.integer({ min: 1, max: 3 }))
  .chain(([cols, rows, cones]) =>
    fc.record({
      point: vector(cols),
      costs: vector(cols, 9),
      sense: fc.constantFrom("minimize" as const, "maximize" as const),
      rows: fc.array(fc.record({ row: vector(cols), room: fc.nat(3), form: fc.nat(3) }), {
        minLength: rows,
        maxLength: rows,
      }),
      cones: fc.array(
        fc.record({
          members: fc
            .integer({ min: 1, max: 4 })
            .chain((size) => fc.array(vector(cols), { minLength: size + 1, maxLength: size + 1 })),
          rotated: fc.boolean(),
          room: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: cones, maxLength: cones },
      ),
      hessian: fc.option(vector(cols, 2), { freq: 3 }),
    }),
  );

/** The constants of the large sides put the point inside by some room; a box around it keeps everything bounded. */
function programAt({ point, costs, sense, rows, cones, hessian }: Draft): Program {
  const sign = sense === "minimize" ? 1 : -1;
  return conicProgram(
    {
      sense,
      costs,
      lower: point.map((own) => own - 5),
      upper: point.map((own) => own + 5),
      rows: rows.map(({ row, room, form }) => {
        const at = dot(row, point);
        return [
          form === 0 ? -Infinity : at - (form === 1 ? 0 : room),
          row,
          form === 3 ? Infinity : at + (form === 1 ? 0 : room),
        ] as const;
      }),
      ...(hessian === null ? {} : { hessian: hessian.map((one) => hessian.map((other) => sign * one * other)) }),
    },
    Object.fromEntries(cones.map((cone, k) => [`cone ${k}`, around(cone, point)])),
  );
}

function around({ members, rotated, room }: Draft["cones"][number], point: readonly number[]): DenseCone {
  const values = members.map((member) => dot(member, point));
  const sides = rotated && members.length > 1 ? 2 : 1;
  const length = Math.hypot(...values.slice(sides));
  return {
    rotated: sides === 2,
    members: members.map((member, k) => [member, k < sides ? length + room - values[k]! : 0] as const),
  };
}

export const feasibleConicPrograms: fc.Arbitrary<Program> = draft.map(programAt);

/** The same with all cones drawn in until the point is outside of one: feasible or not, nobody knows. */
export const tightConicPrograms: fc.Arbitrary<Program> = fc
  .tuple(draft, fc.integer({ min: 1, max: 12 }))
  .map(([own, less]) => {
    const program = programAt(own);
    const cones = program.cones!;
    const constants = cones.constants.map((constant, at) => {
      const cone = cones.starts.findLastIndex((start) => start <= at);
      const sides = cones.rotated[cone] === 1 ? 2 : 1;
      return at - cones.starts[cone]! < sides ? constant - less : constant;
    });
    return { ...program, cones: { ...cones, constants } };
  });
