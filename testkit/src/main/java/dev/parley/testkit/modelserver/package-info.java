/**
 * A model provider on loopback that says what a script tells it to.
 *
 * <p>Start with {@link dev.parley.testkit.modelserver.ScriptedModelServer}. It speaks the wire
 * protocols of Anthropic Messages and OpenAI Chat Completions, whole and streamed, and refuses what
 * the provider would refuse: a client that works against it has its requests in order. What it
 * answers is decided by a {@link dev.parley.testkit.modelserver.ModelScript}, most often a {@link
 * dev.parley.testkit.modelserver.ConversationScript} written in code or read from a {@link
 * dev.parley.testkit.modelserver.ScriptFile}; {@link dev.parley.testkit.modelserver.FaultPlan} and
 * {@link dev.parley.testkit.modelserver.RandomFaults} make it fail.
 *
 * <p>Inside, a request passes {@code RequestHandling -> Provider -> Wire} on the way in and {@code
 * Rendering -> Wire -> Outgoing -> Sender} on the way out. Only the first and the last touch the
 * network. No state but the prompt cache, the rate limit and the record survives a request.
 */
@NullMarked
package dev.parley.testkit.modelserver;

import org.jspecify.annotations.NullMarked;
