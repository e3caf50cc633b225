using System.Runtime.ExceptionServices;

namespace VideoDyn.Benchmarks.Harness;

/// <summary>Runs something asynchronous inside a synchronous benchmark, whose thread is nobody else's.</summary>
internal static class Blocking
{
    /// <summary>Waits for its end and passes its result or exception on.</summary>
    public static T Run<T>(Func<Task<T>> action)
    {
        T result = default!;
        Exception? failure = null;
        using var ended = new ManualResetEventSlim();
        _ = RunAsync();
        ended.Wait();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return result;

        async Task RunAsync()
        {
            try
            {
                result = await action().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                failure = error;
            }

            ended.Set();
        }
    }
}
