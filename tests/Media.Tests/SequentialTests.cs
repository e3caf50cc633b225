// Leases are counted per process, so classes that watch for leaks must not run beside each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
