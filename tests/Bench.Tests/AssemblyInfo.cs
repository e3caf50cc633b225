// Leases are counted per process, so classes that touch them must not run side by side.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
