/** Networks in the form of pandapower's to_json, from rows. */
export type Row = Readonly<Record<string, unknown>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

/** Rows get the indices 0, 1, 2 ...; cells that a row leaves out are empty. */
export function netJson(tables: Tables, more: Row = {}): string {
  const frames = Object.entries(tables).map(([name, rows]) => [name, frame(rows)] as const);
  return JSON.stringify({
    _module: "pandapower.auxiliary",
    _class: "pandapowerNet",
    _object: { ...Object.fromEntries(frames), f_hz: 50, name: "", ...more },
  });
}

function frame(rows: readonly Row[]): Row {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const data = rows.map((row) => columns.map((column) => row[column] ?? null));
  return {
    _module: "pandas.core.frame",
    _class: "DataFrame",
    _object: JSON.stringify({ columns, index: rows.map((_, k) => k), data }),
    orient: "split",
  };
}

export const line: Row = {
  ...{ from_bus: 0, to_bus: 1, length_km: 2, r_ohm_per_km: 0.1, x_ohm_per_km: 0.3, c_nf_per_km: 10, max_i_ka: 0.2 },
  ...{ parallel: 1, df: 1, in_service: true },
};

export const trafo: Row = {
  ...{ hv_bus: 0, lv_bus: 1, sn_mva: 0.4, vn_hv_kv: 20, vn_lv_kv: 0.4, vk_percent: 5, vkr_percent: 3, pfe_kw: 0 },
  ...{ i0_percent: 0, shift_degree: 150, parallel: 1, in_service: true },
  ...{ tap_side: "hv", tap_neutral: 0, tap_pos: 2, tap_step_percent: 2.5, tap_step_degree: 0 },
};

/** Three buses at 20 kV, a line from the first to the second. */
export const small: Tables = {
  bus: [
    { name: "A", vn_kv: 20, in_service: true },
    { name: "B", vn_kv: 20, in_service: true },
    { name: "C", vn_kv: 20, in_service: true },
  ],
  line: [line],
  ext_grid: [{ bus: 0, vm_pu: 1.01, va_degree: 0, in_service: true }],
};

/** 20 kV and 0.4 kV. */
export const stepDown: Tables = {
  bus: [
    { name: "A", vn_kv: 20 },
    { name: "B", vn_kv: 0.4 },
  ],
  trafo: [trafo],
  ext_grid: [{ bus: 0, vm_pu: 1 }],
};
