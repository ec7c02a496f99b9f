// A modality that tells of a performed procedure step, or an archive that tells of what it has, by dcmjs-dimse:
//   node mpps.cjs PORT STEP STUDY SERIES INSTANCE…
// Each line is an operation with the status that it was answered by.
'use strict';
const dimse = require('dcmjs-dimse');
const { Client, Dataset, requests, constants } = dimse;
const { Status, SopClass } = constants;
dimse.log.setLevel('error');

const [port, step, study, series, ...instances] = process.argv.slice(2);
const CT = '1.2.840.10008.5.1.4.1.1.2';

const references = instances.map((uid) => ({ ReferencedSOPClassUID: CT, ReferencedSOPInstanceUID: uid }));

function create(sopClass, uid, elements) {
  const request = new requests.NCreateRequest(sopClass, uid);
  request.setDataset(new Dataset(elements));
  return request;
}

function set(uid, elements) {
  const request = new requests.NSetRequest(SopClass.ModalityPerformedProcedureStep, uid);
  request.setDataset(new Dataset(elements));
  return request;
}

const begun = {
  SpecificCharacterSet: 'ISO_IR 192',
  PatientName: 'Müller^Jürg',
  PatientID: '4711',
  PerformedProcedureStepID: 'PPS1',
  PerformedStationAETitle: 'DCMJS',
  PerformedProcedureStepStartDate: '20260301',
  PerformedProcedureStepStartTime: '120000',
  PerformedProcedureStepStatus: 'IN PROGRESS',
  Modality: 'CT',
  ScheduledStepAttributesSequence: [{ StudyInstanceUID: study, AccessionNumber: 'A100' }],
};
const completed = {
  PerformedProcedureStepStatus: 'COMPLETED',
  PerformedProcedureStepEndDate: '20260301',
  PerformedProcedureStepEndTime: '121500',
  PerformedSeriesSequence: [{ SeriesInstanceUID: series, ReferencedImageSequence: references }],
};
const available = {
  StudyInstanceUID: study,
  ReferencedSeriesSequence: [
    {
      SeriesInstanceUID: series,
      ReferencedSOPSequence: references.map((reference) => ({
        ...reference,
        InstanceAvailability: 'ONLINE',
        RetrieveAETitle: 'DCMJS',
      })),
    },
  ],
};

const NOTIFICATION = '1.2.840.10008.5.1.4.33';
const OPERATIONS = [
  ['create', create(SopClass.ModalityPerformedProcedureStep, step, begun)],
  ['create again', create(SopClass.ModalityPerformedProcedureStep, step, begun)],
  ['set', set(step, completed)],
  ['set again', set(step, completed)],
  ['available', create(NOTIFICATION, `${step}.1`, available)],
  ['available without a study', create(NOTIFICATION, `${step}.2`, { ReferencedSeriesSequence: [] })],
];

/** One association for each, as devices do. */
async function perform(name, request) {
  await new Promise((resolve, reject) => {
    const client = new Client();
    request.on('response', (response) => {
      if (response.getStatus() !== Status.Pending) {
        console.log(`${name} ${response.getStatus().toString(16).padStart(4, '0')}`);
      }
    });
    client.on('networkError', reject);
    client.on('associationRejected', () => reject(new Error('rejected')));
    client.on('closed', resolve);
    client.addRequest(request);
    client.send('127.0.0.1', Number(port), 'DCMJS', 'XDSI');
  });
}

(async () => {
  for (const [name, request] of OPERATIONS) {
    await perform(name, request);
  }
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
