/**
 * What a running application shows over HTTP: the live page's data, meters, health.
 *
 * <pre>
 * application ─► {@link io.gradstream.live.Monitor} ─┬─► LiveApi   /api/…, one view each
 *                           ├─► LiveFeed  events, four times a second
 *                           ├─► {@link io.gradstream.app.ApplicationMeters}
 *                           └─► Readiness
 * </pre>
 *
 * <p>Readers look at the status board and at the client's health. They never touch a model.
 */
@NullMarked
package io.gradstream.live;

import org.jspecify.annotations.NullMarked;
