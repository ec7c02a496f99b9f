// A PACS that is told of performed procedure steps and of available studies, by dcmjs-dimse:
//   node pacs.cjs PORT ANSWER…
// Each association gets the next answer, and those after the last are taken: a status in hexadecimal, "reject" for an association that is
// rejected, "nothing" for one of which no presentation context is accepted, "abort" for one that is aborted in place of the answer. Each line
// is what came, in JSON, the data set as DICOM JSON. With PACS_USER and PACS_PASSCODE in the environment it rejects who is not that user, says
// who came, and answers that it knows him.
'use strict';
const dcmjs = require('dcmjs');
const dimse = require('dcmjs-dimse');
const { Server, Scp, responses, constants } = dimse;
const { PresentationContextResult, RejectResult, RejectSource, RejectReason, AbortSource, AbortReason, TransferSyntax } = constants;
dimse.log.setLevel('error');

const [port, ...answers] = process.argv.slice(2);

function tell(came) {
  // An empty sequence has no Value, PS3.18 F.2.5.
  console.log(JSON.stringify(came, (key, value) => (key === 'Value' && value.length === 0 ? undefined : value)));
}

class Pacs extends Scp {
  associationRequested(association) {
    if (process.env.PACS_USER && !this.knows(association)) {
      this.sendAssociationReject(RejectResult.Permanent, RejectSource.ServiceUser, RejectReason.NoReasonGiven);
      return;
    }
    this.answer = answers.shift() ?? '0000';
    if (this.answer === 'reject') {
      tell({ answer: this.answer });
      this.sendAssociationReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, RejectReason.TemporaryCongestion);
      return;
    }
    for (const { id } of association.getPresentationContexts()) {
      const context = association.getPresentationContext(id);
      if (this.answer === 'nothing') {
        context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
      } else if (context.getTransferSyntaxUids().includes(TransferSyntax.ExplicitVRLittleEndian)) {
        context.setResult(PresentationContextResult.Accept, TransferSyntax.ExplicitVRLittleEndian);
      } else if (context.getAbstractSyntaxUid() === constants.SopClass.Verification) {
        context.setResult(PresentationContextResult.Accept, TransferSyntax.ImplicitVRLittleEndian);
      } else {
        context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
      }
    }
    if (this.answer === 'nothing') {
      tell({ answer: this.answer });
    }
    this.sendAssociationAccept();
  }

  /** It reads a character for each byte of UTF-8. */
  knows(association) {
    const utf8 = (text) => Buffer.from(text ?? '', 'latin1').toString('utf8');
    const said = association.getNegotiateUserIdentity();
    const user = said ? utf8(association.getUserIdentityPrimaryField()) : null;
    tell({ user, type: said ? association.getUserIdentityType() : null, asked: association.getUserIdentityPositiveResponseRequested() });
    association.setNegotiateUserIdentityServerResponse(true);
    association.setUserIdentityServerResponse('');
    return user === process.env.PACS_USER && utf8(association.getUserIdentitySecondaryField()) === process.env.PACS_PASSCODE;
  }

  nCreateRequest(request, callback) {
    this.respond('N-CREATE', request, [request.getAffectedSopClassUid(), request.getAffectedSopInstanceUid()], responses.NCreateResponse, callback);
  }

  nSetRequest(request, callback) {
    this.respond('N-SET', request, [request.getRequestedSopClassUid(), request.getRequestedSopInstanceUid()], responses.NSetResponse, callback);
  }

  respond(command, request, [sopClass, uid], kind, callback) {
    const dataSet = dcmjs.data.DicomMetaDictionary.denaturalizeDataset(request.getDataset().getElements());
    tell({ answer: this.answer, command, sopClass, uid, dataSet });
    if (this.answer === 'abort') {
      this.sendAbort(AbortSource.ServiceUser, AbortReason.NotSpecified);
      return;
    }
    const response = kind.fromRequest(request);
    response.setStatus(parseInt(this.answer, 16));
    callback(response);
  }

  cEchoRequest(request, callback) {
    const response = responses.CEchoResponse.fromRequest(request);
    response.setStatus(0);
    callback(response);
  }

  associationReleaseRequested() {
    this.sendAssociationReleaseResponse();
  }
}

const server = new Server(Pacs);
server.on('networkError', (error) => console.error(error));
server.listen(Number(port));
