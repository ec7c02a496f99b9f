// A workstation that says who sits at it (PS3.7 D.3.3.7), by dcmjs-dimse. One association, told on standard input as JSON:
//   { port, key, certificate, authority, title, identity: { type, primary, secondary }, operation, study, destination }
// Without key it is without TLS. It prints what came of it as one line of JSON.
'use strict';
const fs = require('fs');
const dimse = require('dcmjs-dimse');
const { Client, requests, responses, constants } = dimse;
const { Status } = constants;
dimse.log.setLevel('error');

const told = JSON.parse(fs.readFileSync(0, 'utf8'));
const outcome = { positive: false, found: 0, got: 0, status: null };

function request() {
  switch (told.operation) {
    case 'find':
      return requests.CFindRequest.createStudyFindRequest({ StudyInstanceUID: told.study, PatientID: '' });
    case 'get':
      return requests.CGetRequest.createStudyGetRequest(told.study);
    case 'move':
      return requests.CMoveRequest.createStudyMoveRequest(told.destination, told.study);
    default:
      return new requests.CEchoRequest();
  }
}

const asked = request();
asked.on('response', (response) => {
  if (response.getStatus() === Status.Pending) {
    outcome.found += told.operation === 'find' ? 1 : 0;
  } else {
    outcome.status = response.getStatus().toString(16).padStart(4, '0');
    outcome.sent = told.operation === 'move' ? response.getCompleted() : undefined;
  }
});
const client = new Client();
client.on('associationAccepted', (association) => {
  outcome.positive = association.getNegotiateUserIdentityServerResponse();
});
client.on('associationRejected', (reject) => {
  outcome.rejected = [reject.result, reject.source, reject.reason];
});
client.on('cStoreRequest', (store, callback) => {
  outcome.got += 1;
  const response = responses.CStoreResponse.fromRequest(store);
  response.setStatus(Status.Success);
  callback(response);
});
client.on('networkError', (error) => {
  outcome.error = String(error);
});
client.on('closed', () => console.log(JSON.stringify(outcome)));
client.addRequest(asked);

/** It writes a byte for each character; the standard wants UTF-8. */
const utf8 = (text) => Buffer.from(text, 'utf8').toString('latin1');
const options = {};
if (told.identity) {
  options.userIdentity = {
    type: told.identity.type,
    positiveResponseRequested: true,
    primaryField: utf8(told.identity.primary),
    secondaryField: utf8(told.identity.secondary),
  };
}
if (told.key) {
  options.securityOptions = {
    key: fs.readFileSync(told.key),
    cert: fs.readFileSync(told.certificate),
    ca: fs.readFileSync(told.authority),
    rejectUnauthorized: true,
  };
}
client.send(told.key ? 'localhost' : '127.0.0.1', told.port, told.title, 'XDSI', options);
