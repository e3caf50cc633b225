// Two cores are shared by tests of real threads and tests that count allocations: side by side they would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
