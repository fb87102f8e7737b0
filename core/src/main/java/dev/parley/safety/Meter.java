package dev.parley.safety;

import dev.parley.model.IdSource;
import java.util.function.Supplier;

/**
 * What calls are measured and held against.
 *
 * @param limits asked anew for each call: they may change while a run goes on
 * @param ids name the reservations
 */
public record Meter(Ledger ledger, PriceCatalogue prices, Supplier<Limits> limits, IdSource ids) {}
