/** The endpoint over real sockets, with friendly clients and others. */
@NullMarked
package io.gradstream.http;

import org.jspecify.annotations.NullMarked;
