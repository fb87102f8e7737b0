/**
 * Reads the XML that test runners and coverage tools write. Start with {@link
 * dev.parley.verification.xml.XmlScanner}.
 */
@NullMarked
package dev.parley.verification.xml;

import org.jspecify.annotations.NullMarked;
