/**
 * What a running process shows over HTTP: a page of how it learns, the data of that page, its
 * metrics and its health.
 *
 * <pre>
 *   GET, HEAD ─► OldHttp ──► HttpEndpoint ──► Access ──► Pages ─┬► Routes (suppliers) ──► Scraped, Health, JSON
 *               (HTTP/1.0)        │           (token)           └► EventStream ◄── EventHub ◄── Event
 *                                 └► Limits: bytes, connections, time
 * </pre>
 *
 * <p>The live page is the files under {@code live}, which {@link io.gradstream.http.PageSources}
 * puts together; it speaks to {@code api} below its own address alone.
 *
 * <p>The package receives suppliers of plain data and owns nothing; it never sees live weights. No
 * client may hold more than a connection, and that not for long. The entry type is {@link
 * io.gradstream.http.HttpEndpoint}.
 */
@NullMarked
package io.gradstream.http;

import org.jspecify.annotations.NullMarked;
