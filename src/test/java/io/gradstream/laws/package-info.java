/**
 * The laws of the tree, as tests: which package may import which, how code looks, how the launcher
 * behaves. A law that matters fails the build; a law that is wrong is changed here, in the change
 * that needs it. Start at {@link io.gradstream.laws.ImportTableTest}.
 */
@NullMarked
package io.gradstream.laws;

import org.jspecify.annotations.NullMarked;
