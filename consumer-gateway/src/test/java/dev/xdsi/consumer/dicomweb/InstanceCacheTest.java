package dev.xdsi.consumer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.dicomweb.InstanceCache.Limits;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.portal.TestLogIn;
import dev.xdsi.consumer.retrieval.ImageFetch;
import dev.xdsi.transaction.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceCacheTest {
    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger fetched = new AtomicInteger();
    private final Session ada = TestLogIn.session(InstantSource.system(), "ada");
    private final Caller caller =
            ada.caller(new Caller.Node("127.0.0.1", Caller.ANONYMOUS, null)).orElseThrow();
    private final Manifest series = new Manifest(
            TestStudy.UID_OF_STUDY, List.of(TestStudy.manifest().series().getFirst()), "urn:oid:1.2");
    private List<InstanceCache> opened = List.of();

    @AfterEach
    void close() {
        opened.forEach(InstanceCache::close);
    }

    @Test
    void aSeriesComesOnceAndEachOfItsImagesAsSoonAsItIsThere() throws IOException {
        InstanceCache cache = cache(Limits.DEFAULT);
        CountDownLatch seen = new CountDownLatch(1);
        ImageFetch slow = (part, as, sink) -> {
            fetched.incrementAndGet();
            sink.accept(TestStudy.FIRST, new ByteArrayInputStream(new byte[] {1}));
            await(seen);
            sink.accept(TestStudy.SECOND, new ByteArrayInputStream(new byte[] {2, 3}));
        };

        Path first = cache.fetch(ada, caller, series, slow).file(TestStudy.FIRST);
        assertThat(first).hasBinaryContent(new byte[] {1});
        seen.countDown();
        assertThat(cache.fetch(ada, caller, series, slow).file(TestStudy.SECOND))
                .hasBinaryContent(new byte[] {2, 3});
        assertThat(fetched).hasValue(1);
        assertThat(cache.bytes()).isEqualTo(3);
    }

    @Test
    void aSeriesThatHasGrownComesAnew() throws IOException {
        InstanceCache cache = cache(Limits.DEFAULT);
        ManifestSeries whole = series.series().getFirst();
        Manifest before = new Manifest(
                series.studyInstanceUID(),
                List.of(whole.of(whole.instances().subList(0, 1))),
                series.homeCommunityId());
        cache.fetch(ada, caller, before, all()).file(TestStudy.FIRST);

        assertThat(cache.fetch(ada, caller, series, all()).file(TestStudy.SECOND))
                .exists();
    }

    @Test
    void whatAnotherCommunityHasOfASeriesIsAskedOfIt() throws IOException {
        InstanceCache cache = cache(Limits.DEFAULT);
        cache.fetch(ada, caller, series, all()).file(TestStudy.FIRST);

        cache.fetch(ada, caller, series.in("urn:oid:1.3"), all()).file(TestStudy.FIRST);

        assertThat(fetched).hasValue(2);
    }

    @Test
    void whatASessionFetchedIsDeletedWithIt() throws Exception {
        InstanceCache cache = cache(Limits.DEFAULT);
        Session other = TestLogIn.session(InstantSource.system(), "ada");
        Path first = cache.fetch(ada, caller, series, all()).file(TestStudy.FIRST);
        Path kept = cache.fetch(other, caller, series, all()).file(TestStudy.FIRST);

        TestLogIn.end(ada);

        while (Files.exists(first)) {
            Thread.sleep(10);
        }
        assertThat(kept).exists();
    }

    @Test
    void anotherSessionFetchesForItself() throws IOException {
        InstanceCache cache = cache(Limits.DEFAULT);

        cache.fetch(ada, caller, series, all()).file(TestStudy.FIRST);
        cache.fetch(TestLogIn.session(InstantSource.system(), "ada"), caller, series, all())
                .file(TestStudy.FIRST);

        assertThat(fetched).hasValue(2);
    }

    @Test
    void aCommunityThatDoesNotFinishKeepsNobodyElseWaiting() throws IOException {
        InstanceCache cache = cache(Limits.DEFAULT);
        CountDownLatch end = new CountDownLatch(1);
        ImageFetch endless = (part, as, sink) -> {
            fetched.incrementAndGet();
            await(end);
        };
        for (int i = 0; i < 20; i++) {
            cache.fetch(TestLogIn.session(InstantSource.system(), "ada"), caller, series, endless);
        }

        assertThat(cache.fetch(ada, caller, series.in("urn:oid:1.3"), all()).file(TestStudy.FIRST))
                .exists();
        assertThat(fetched).hasValueLessThan(20);
        end.countDown();
    }

    @Test
    void whatFailedIsTriedAnewAndSaysWhy() throws IOException {
        InstanceCache cache = cache(Limits.DEFAULT);
        ImageFetch broken = (part, as, sink) -> {
            throw new IOException("reset");
        };
        assertThatThrownBy(() -> cache.fetch(ada, caller, series, broken).file(TestStudy.FIRST))
                .hasStackTraceContaining("reset");

        assertThat(cache.fetch(ada, caller, series, all()).file(TestStudy.FIRST))
                .exists();
    }

    @Test
    void thereIsNoMoreOnDiskThanTheLimit() {
        InstanceCache cache = cache(new Limits(150, 10, Duration.ofMinutes(1)));

        assertThatThrownBy(() -> cache.fetch(ada, caller, series, all()).file(TestStudy.SECOND))
                .hasStackTraceContaining("no more room");
    }

    @Test
    void whatIsUnusedIsDeletedAndSoIsEverythingAtTheEnd() throws Exception {
        InstanceCache cache = cache(new Limits(10_000, 10, Duration.ofMinutes(1)));
        CachedFetch fetch = cache.fetch(ada, caller, series, all());
        Path file = fetch.file(TestStudy.SECOND);
        while (!fetch.isOver()) {
            Thread.onSpinWait();
        }

        cache.sweep();
        assertThat(file).exists();
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        cache.sweep();
        assertThat(file).doesNotExist();
        assertThat(cache.bytes()).isZero();

        Path again = cache.fetch(ada, caller, series, all()).file(TestStudy.FIRST);
        cache.close();
        assertThat(again).doesNotExist();
    }

    @Test
    void nothingIsKeptOverARestart() throws IOException {
        Path left = Files.createDirectories(folder.resolve("images/7")).resolve("1.2.3.dcm");
        Files.write(left, new byte[1]);

        cache(Limits.DEFAULT);

        assertThat(left).doesNotExist();
    }

    private InstanceCache cache(Limits limits) {
        InstanceCache cache = new InstanceCache(folder.resolve("images"), limits, now::get);
        opened = List.of(cache);
        return cache;
    }

    /** A hundred bytes for each image. */
    private ImageFetch all() {
        return (part, as, sink) -> {
            fetched.incrementAndGet();
            sink.accept(TestStudy.FIRST, new ByteArrayInputStream(new byte[100]));
            sink.accept(TestStudy.SECOND, new ByteArrayInputStream(new byte[100]));
        };
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
    }
}
