@NullMarked
package io.gradstream.config;

import org.jspecify.annotations.NullMarked;
