@org.jspecify.annotations.NullMarked
package io.gradstream.evaluation;
