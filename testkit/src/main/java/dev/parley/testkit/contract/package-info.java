/**
 * What each port promises, as tests: abstract classes that a fake's test and an adapter's test
 * extend. Not needed, and not loadable, without JUnit and AssertJ.
 */
@NullMarked
package dev.parley.testkit.contract;

import org.jspecify.annotations.NullMarked;
