package dev.xdsi.repository.store.s3;

import dev.xdsi.repository.store.StoreFullException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** How an S3 store is called: every wait has an end, and every failure is an {@link IOException} that says where. */
record S3Calls(S3Client client, S3Bucket bucket) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(150);
    private static final List<String> FULL =
            List.of("QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity", "NotEnoughSpace");
    private static final int INSUFFICIENT_STORAGE = 507;

    static S3Calls to(S3Bucket bucket) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(bucket.region()))
                .credentialsProvider(credentials(bucket))
                .forcePathStyle(true)
                // the index has a checksum of every block; not every store knows Amazon's newer ones
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(
                        each -> each.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        URI endpoint = bucket.endpoint();
        return new S3Calls(
                endpoint == null
                        ? builder.build()
                        : builder.endpointOverride(endpoint).build(),
                bucket);
    }

    private static AwsCredentialsProvider credentials(S3Bucket bucket) {
        S3Bucket.Access access = bucket.access();
        return access == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(access.keyId(), access.secret()));
    }

    String name() {
        return bucket.bucket();
    }

    String key(String path) {
        return bucket.prefix() + path;
    }

    /** The path of a key, as {@link #key} made it. */
    String path(String key) {
        return key.substring(bucket.prefix().length());
    }

    @FunctionalInterface
    interface Call<T> {
        T by(S3Client client) throws IOException;
    }

    <T> T call(Call<T> call) throws IOException {
        try {
            return call.by(client);
        } catch (NoSuchKeyException e) {
            throw (IOException) new NoSuchFileException(bucket.toString(), null, e.getMessage()).initCause(e);
        } catch (S3Exception e) {
            throw isFull(e) ? new StoreFullException(bucket.toString(), e) : failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private IOException failed(SdkException e) {
        return new IOException("the object store " + bucket + " fails: " + e.getMessage(), e);
    }

    private static boolean isFull(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
        return e.statusCode() == INSUFFICIENT_STORAGE || FULL.stream().anyMatch(code::contains);
    }
}
