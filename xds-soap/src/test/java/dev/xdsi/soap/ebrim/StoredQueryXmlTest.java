package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredQueryXmlTest {
    @Test
    void isTheRequestAsItWentOverTheWire() {
        StoredQueryRequest request = new StoredQueryRequest(
                "urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155",
                ReturnType.ObjectRef,
                "urn:oid:1.2.3",
                List.of(SlotDraft.of("$uuid", "('a & <b>')")));

        String xml = StoredQueryXml.write(request);

        assertThat(xml).doesNotStartWith("<?xml").contains("AdhocQueryRequest");
        assertThat(StoredQueryCodec.decode(EbrimXml.read(new StringReader(xml), AdhocQueryRequest.class)))
                .isEqualTo(request);
    }
}
