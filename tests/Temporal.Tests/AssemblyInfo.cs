// Leases are counted per process, so classes that check for leaks take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
