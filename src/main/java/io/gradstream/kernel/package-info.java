/**
 * The few array operations everything reduces to, in plain Java and with the Vector API.
 *
 * <p>Both versions perform the same IEEE operations in the same order, so their results are equal
 * to the bit on any CPU. The plain version is the definition; the vector version is a detail that
 * {@link io.gradstream.kernel.Kernels#best} chooses.
 */
@NullMarked
package io.gradstream.kernel;

import org.jspecify.annotations.NullMarked;
