// A workstation that stores an image, finds its study and has the study sent to itself over mutual TLS, by dcmjs-dimse:
//   node viewer.cjs PORT KEY CERTIFICATE AUTHORITY FOLDER STUDY FILE
// Each line is what it was answered. The data sets that come are written to the folder as they are on the wire.
'use strict';
const fs = require('fs');
const path = require('path');
const dimse = require('dcmjs-dimse');
const { Client, requests, responses, constants } = dimse;
const { PresentationContext } = dimse.association;
const { Status, StorageClass, TransferSyntax } = constants;
dimse.log.setLevel('error');

const [port, key, certificate, authority, folder, study, file] = process.argv.slice(2);
const options = {
  securityOptions: {
    key: fs.readFileSync(key),
    cert: fs.readFileSync(certificate),
    ca: fs.readFileSync(authority),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  },
};

const hex = (status) => status.toString(16).padStart(4, '0');

/** One association for each. */
async function perform(request, prepare, onResponse) {
  await new Promise((resolve, reject) => {
    const client = new Client();
    request.on('response', onResponse);
    client.on('networkError', reject);
    client.on('associationRejected', () => reject(new Error('rejected')));
    client.on('closed', resolve);
    client.addRequest(request);
    prepare(client);
    client.send('localhost', Number(port), 'ASKER', 'XDSI', options);
    client.network.createDatasetFromStoreWritableStream = (stream, context, done) => {
      keep(stream.toBuffer(), context.getAcceptedTransferSyntaxUid(), done);
    };
  });
}

function keep(bytes, syntax, done) {
  const dataSet = new dimse.Dataset(bytes, syntax);
  const { SOPInstanceUID } = dataSet.getElements();
  fs.writeFileSync(path.join(folder, SOPInstanceUID), bytes);
  console.log(`got ${SOPInstanceUID} in ${syntax}`);
  done(dataSet);
}

function store() {
  return perform(new requests.CStoreRequest(file), () => {}, (response) => console.log(`store ${hex(response.getStatus())}`));
}

function find() {
  const request = requests.CFindRequest.createStudyFindRequest({
    StudyInstanceUID: study,
    PatientName: '',
    NumberOfStudyRelatedInstances: '',
  });
  return perform(request, () => {}, (response) => {
    if (response.getStatus() === Status.Pending) {
      const { PatientName, NumberOfStudyRelatedInstances } = response.getDataset().getElements();
      console.log(`found ${JSON.stringify(PatientName)} ${NumberOfStudyRelatedInstances}`);
    } else {
      console.log(`find ${hex(response.getStatus())}`);
    }
  });
}

function get() {
  const prepare = (client) => {
    for (const syntax of [TransferSyntax.ExplicitVRLittleEndian, TransferSyntax.Jpeg2000Lossless]) {
      client.addAdditionalPresentationContext(alone(syntax), true);
    }
    client.on('cStoreRequest', (request, callback) => {
      const response = responses.CStoreResponse.fromRequest(request);
      response.setStatus(Status.Success);
      callback(response);
    });
  };
  return perform(requests.CGetRequest.createStudyGetRequest(study), prepare, (response) => {
    if (response.getStatus() !== Status.Pending) {
      console.log(`get ${hex(response.getStatus())} completed ${response.getCompleted()} failed ${response.getFailures()}`);
    }
  });
}

function alone(syntax) {
  const context = new PresentationContext(0, StorageClass.CtImageStorage);
  context.addTransferSyntaxUid(syntax);
  return context;
}

(async () => {
  await store();
  await find();
  await get();
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
