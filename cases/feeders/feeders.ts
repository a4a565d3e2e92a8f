/** The feeders that come with clearwatt; README.md beside this file says where each comes from. */
import type { CaseFeeder } from "../study.ts";
import { feederFiles } from "./files.ts";

const about: readonly (readonly [name: string, title: string, source: string])[] = [
  [
    "case12da",
    "12 buses in one line at 11 kV, 435 kW",
    "Das, Nagi, Kothari, IEE Proc. Generation, Transmission and Distribution 141 (1994) 291",
  ],
  [
    "case15nbr",
    "15 buses at 11 kV, 1,226 kW",
    "Battu, Abhyankar, Senroy, Int. J. Emerging Electric Power Systems 17 (2016) 131, doi:10.1515/ijeeps-2015-0142",
  ],
  [
    "case22",
    "22 buses at 11 kV, 662 kW",
    "Ramalinga Raju, Ramachandra Murthy, Ravindra, Int. J. Electrical Power & Energy Systems 42 (2012) 24, doi:10.1016/j.ijepes.2012.03.006",
  ],
  [
    "case28da",
    "28 buses at 11 kV, 761 kW",
    "Das, Nagi, Kothari, IEE Proc. Generation, Transmission and Distribution 141 (1994) 291",
  ],
  [
    "case33bw",
    "33 buses and 5 tie lines at 12.66 kV, 3,715 kW; 202.68 kW of losses",
    "Baran, Wu, IEEE Trans. Power Delivery 4 (1989) 1401, doi:10.1109/61.25627",
  ],
  [
    "case33mg",
    "case33bw with another line 7-8; 211.00 kW of losses",
    "Kashem, Ganapathy, Jasmon, Buhari, Int. Conf. Electric Utility Deregulation and Restructuring and Power Technologies (2000)",
  ],
  [
    "case51ga",
    "51 buses at 11 kV, 2,463 kW",
    "Gampa, Das, Int. J. Electrical Power & Energy Systems 66 (2015) 25, doi:10.1016/j.ijepes.2014.10.047",
  ],
  [
    "case69",
    "69 buses at 12.66 kV, 3,802 kW",
    "Baran, Wu, IEEE Trans. Power Delivery 4 (1989) 725, doi:10.1109/61.19265",
  ],
  [
    "case74ds",
    "74 buses at 11 kV, 6,617 kW",
    "Myint, Naing, Int. J. Electrical, Electronics and Data Communication 3 (6) (2015)",
  ],
  [
    "case85",
    "85 buses at 11 kV, 2,514 kW",
    "Das, Kothari, Kalam, Int. J. Electrical Power & Energy Systems 17 (1995) 335, doi:10.1016/0142-0615(95)00050-0",
  ],
  [
    "case141",
    "141 buses at 12.47 kV, 11,945 kW: a part of Caracas",
    "Khodr, Olsina, De Oliveira-De Jesus, Yusta, Electric Power Systems Research 78 (2008) 1192, doi:10.1016/j.epsr.2007.10.002",
  ],
];

export const feeders: readonly CaseFeeder[] = about.map(([name, title, source]) => ({
  name,
  title,
  source,
  files: feederFiles(name),
}));
