package dev.xdsi.imaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PostgresInstanceIndexTest implements InstanceIndexContract {
    @Override
    public InstanceIndex index() {
        return new PostgresInstanceIndex(TestDatabase.empty());
    }

    @Test
    void metadataOfAnEarlierVersionAreReadBesideThoseOfThisOne() throws Exception {
        InstanceIndex index = index();
        index.admit(InstanceIndexContract.instance(STUDY, SERIES, "1.2.3.1.1"), NOON);
        keepAsBefore("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.3.1.1\"]}}");
        index.admit(InstanceIndexContract.instance(STUDY, SERIES, "1.2.3.1.2"), NOON);
        List<String> read = new ArrayList<>();

        index.metadata(
                InstanceIndexContract.each(index.instances(StudyPart.study(STUDY))),
                metadata -> read.add(InstanceIndexContract.text(metadata)));

        assertThat(read).containsExactly("1.2.3.1.1", "1.2.3.1.2");
    }

    private static void keepAsBefore(String json) throws IOException, SQLException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement metadata =
                        connection.prepareStatement("update imaging_source.instance set metadata = ?");
                PreparedStatement vocabulary =
                        connection.prepareStatement("delete from imaging_source.metadata_vocabulary")) {
            metadata.setBytes(1, gzip.toByteArray());
            metadata.executeUpdate();
            vocabulary.executeUpdate();
        }
    }
}
