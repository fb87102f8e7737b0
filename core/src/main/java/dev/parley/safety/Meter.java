package dev.parley.safety;

import dev.parley.model.IdSource;
import java.util.function.Supplier;

/**
 * What calls are measured and held against.
 *
 * @param limits asked anew for each call: they may change while a run goes on
 * @param ids name the reservations
 * @param line where calls wait for room; the same for all who use this ledger in this process
 */
public record Meter(
    Ledger ledger, PriceCatalogue prices, Supplier<Limits> limits, IdSource ids, WaitingLine line) {

  /** For the only one in its process who uses the ledger. */
  public Meter(Ledger ledger, PriceCatalogue prices, Supplier<Limits> limits, IdSource ids) {
    this(ledger, prices, limits, ids, new WaitingLine());
  }
}
