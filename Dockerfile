# The program on a JDK, built from the sources beside this file. Both stages have JDK 25.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
# Without sources this compiles nothing, but fetches plugins and libraries: a layer that only a new
# pom.xml makes stale.
COPY pom.xml ./
COPY schemas schemas
RUN mvn -B -ntp -Dmaven.test.skip package
COPY src/main src/main
RUN mvn -B -ntp -Dmaven.test.skip package

FROM eclipse-temurin:25.0.1_8-jdk-noble
WORKDIR /opt/gradstream
RUN useradd --system --uid 10001 --home-dir /var/lib/gradstream --create-home gradstream
# Libraries change more seldom than the program.
COPY --from=build /build/target/lib target/lib
COPY --from=build /build/target/gradstream.jar target/
COPY bin bin
# The cache must be of the very JDK that reads it.
RUN GRADSTREAM_AOT=build bin/gradstream
USER 10001:10001
# What a container has here is its own; it can be restored from the changelog.
VOLUME /var/lib/gradstream
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=15s --start-period=2m --start-interval=5s \
  CMD ["/opt/gradstream/bin/gradstream", "health"]
ENTRYPOINT ["/opt/gradstream/bin/gradstream"]
CMD ["--help"]
