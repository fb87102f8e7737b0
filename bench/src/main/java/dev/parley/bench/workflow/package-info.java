/**
 * A plan of tasks carried out in two ways, in virtual time. What decides is Parley's own code:
 * {@link dev.parley.scheduling.Scheduler}, {@link dev.parley.attempt.RetryPolicy} and {@link
 * dev.parley.safety.Ledger}. What agents and providers do is drawn from {@link
 * dev.parley.bench.workflow.Distributions}. Start with {@link
 * dev.parley.bench.workflow.WorkflowRun}.
 */
@NullMarked
package dev.parley.bench.workflow;

import org.jspecify.annotations.NullMarked;
