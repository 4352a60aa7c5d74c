/**
 * What the tests of several packages share: seeded numbers and streams, an independent network in
 * double precision, and learned state as bytes.
 */
@NullMarked
package io.gradstream.support;

import org.jspecify.annotations.NullMarked;
