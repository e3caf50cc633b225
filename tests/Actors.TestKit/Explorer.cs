using Xunit.Sdk;

namespace VideoDyn.Actors.TestKit;

/// <summary>Runs a scenario under many interleavings, each drawn from a seed.</summary>
public static class Explorer
{
    /// <summary>
    /// Runs the scenario in a new world per seed; every message is a step of its own and the seed decides who goes next.
    /// </summary>
    /// <param name="seeds">How many seeds, from 0.</param>
    /// <param name="scenario">Spawns, tells, runs and asserts.</param>
    /// <param name="options">What the systems are built with.</param>
    /// <returns>How many different orders of steps were seen.</returns>
    /// <exception cref="XunitException">A seed failed; the message names it with the order of its steps.</exception>
    public static int Explore(int seeds, Action<ActorWorld> scenario, ActorSystemOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var orders = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = 0; seed < seeds; seed++)
            orders.Add(Replay(seed, scenario, options));
        return orders.Count;
    }

    /// <summary>Runs one seed again.</summary>
    /// <returns>The order of its steps.</returns>
    public static string Replay(int seed, Action<ActorWorld> scenario, ActorSystemOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var world = new ActorWorld(seed, options);
        try
        {
            // Disposed only after a good end: the guards would hide why a scenario failed.
            scenario(world);
            world.Dispose();
            return Steps(world);
        }
        catch (Exception e)
        {
            throw new XunitException($"seed {seed} failed: {e.Message}\nsteps: {Steps(world)}", e);
        }
    }

    private static string Steps(ActorWorld world) => string.Join(' ', world.Dispatcher.Trace);
}
