// Writes the two tables of the DICOM data dictionary (PS3.6) that the module carries as resources:
// elements.txt (tag, VR, VM, keyword) and uids.txt (UID, kind, keyword, name).
//
//   node generate.mjs NPM_PACKAGE_DIR DCMTK_DICOM_DIC PYDICOM_DIR OUT_DIR
//
// NPM_PACKAGE_DIR is an unpacked @iwharris/dicom-data-dictionary (built from the published standard, 2019e),
// DCMTK_DICOM_DIC is DCMTK's dicom.dic, PYDICOM_DIR holds _dicom_dict.py and _uid_dict.py of pydicom (the newest of
// the three). An element enters the table when any of them knows it; where they disagree, the newest that says
// something wins and the disagreement is printed, so that a new edition can be reviewed by reading the output.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [npmDir, dcmtkDic, pydicomDir, outDir] = process.argv.slice(2);

const normalizeVr = (vr) =>
  ({ ox: 'OB/OW', px: 'OB/OW', xs: 'US/SS', lt: 'US/OW', xx: 'US/SS/OW', up: 'UL', na: '-', OB_OW: 'OB/OW' })[vr] ??
  (/^[A-Z]{2}( or [A-Z]{2})*$/.test(vr) ? vr.split(' or ').join('/') : '-');

/** The published standard, as the npm package has it. */
function fromNpm() {
  const { elements } = createRequire(import.meta.url)(resolve(npmDir));
  const table = new Map();
  for (const e of Object.values(elements)) {
    if (!e.keyword) continue;
    const tag = e.tag.replace(/[(),]/g, '').toUpperCase().replace(/X/g, 'x');
    const vr = normalizeVr(e.vr.replace(/See Note.*/i, '').trim());
    table.set(tag, { vr, vm: e.vm.replace(/ or /g, '/'), keyword: e.keyword, retired: e.isRetired });
  }
  return table;
}

function fromDcmtk() {
  const table = new Map();
  const line = /^\(([0-9A-Fa-f]{4})(-[0-9A-Fa-f-]+)?,([0-9A-Fa-f]{4})(-[0-9A-Fa-f]+)?\)\t(\w+)\t(\w+)\t(\S+)\tDICOM(\/retired)?/gm;
  for (const [, group, groups, element, range, vr, keyword, vm, retired] of readFileSync(dcmtkDic, 'utf8').matchAll(line)) {
    const tag = ((groups ? group.slice(0, 2) + 'xx' : group) + (range ? element.slice(0, 2) + 'xx' : element)).toUpperCase().replace(/X/g, 'x');
    table.set(tag, { vr: normalizeVr(vr), vm, keyword: keyword.replace(/^RETIRED_/, ''), retired: !!retired });
  }
  return table;
}

function fromPydicom() {
  const table = new Map();
  const line = /^ {4}(?:0x|')([0-9A-Fa-fx]{8})'?: \('([^']*)', '([^']*)', ".*", '(Retired)?', '(\w+)'\)/gm;
  for (const [, tag, vr, vm, retired, keyword] of readFileSync(join(pydicomDir, '_dicom_dict.py'), 'utf8').matchAll(line)) {
    table.set(tag.toUpperCase().replace(/X/g, 'x'), { vr: normalizeVr(vr), vm: vm.replace(/ or /g, '/'), keyword, retired: !!retired });
  }
  return table;
}

function elements() {
  const sources = { npm: fromNpm(), dcmtk: fromDcmtk(), pydicom: fromPydicom() };
  for (const [name, table] of Object.entries(sources)) console.error(`${name}: ${table.size} elements`);
  const merged = new Map();
  for (const [name, table] of Object.entries(sources)) {
    for (const [tag, entry] of table) {
      const known = merged.get(tag);
      if (known) {
        for (const field of ['vr', 'vm', 'keyword']) {
          if (known[field] !== entry[field]) console.error(`${tag} ${field}: ${known[field]} -> ${entry[field]} (${name})`);
        }
        if (entry.vr === '-') entry.vr = known.vr;
      }
      merged.set(tag, entry);
    }
  }
  const newest = new Map([...Object.values(sources)].flatMap((table) => [...table]).map(([tag, e]) => [e.keyword, tag]));
  for (const [tag, e] of merged) {
    // The same repeating element, its range spelled in two ways: the newest spelling stays.
    if (newest.get(e.keyword) !== tag) merged.delete(tag);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, e]) => `${tag} ${e.vr} ${e.vm} ${e.keyword}${e.retired ? ' R' : ''}`);
}

/** Composite and non-patient storage classes, PS3.4 B.5 and GG.3: neither the media directory nor storage commitment. */
const isStorage = (kind, uid, name) =>
  kind === 'SOP Class' && uid.startsWith('1.2.840.10008.5.1.4.') && / Storage\b/.test(name) && !name.includes('Commitment');

function uids() {
  const line = /^ {4}'([0-9.]+)': \(['"](.*)['"], '([^']*)', '[^']*', '(Retired)?', '(\w*)'\)/gm;
  const kinds = { 'SOP Class': 'sop', 'Transfer Syntax': 'ts', 'Meta SOP Class': 'meta', 'Service Class': 'service', 'Well-known SOP Instance': 'instance' };
  const rows = [];
  for (const [, uid, name, kind, retired, keyword] of readFileSync(join(pydicomDir, '_uid_dict.py'), 'utf8').matchAll(line)) {
    if (kinds[kind] && keyword) rows.push(`${uid} ${isStorage(kind, uid, name) ? 'storage' : kinds[kind]} ${keyword}${retired ? '(R)' : ''} ${name}`);
  }
  return rows;
}

writeFileSync(join(outDir, 'elements.txt'), elements().join('\n') + '\n');
writeFileSync(join(outDir, 'uids.txt'), uids().join('\n') + '\n');
