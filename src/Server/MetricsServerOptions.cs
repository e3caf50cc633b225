using System.Net;
using VideoDyn.Core.Errors;

namespace VideoDyn.Server;

/// <summary>Where metrics and health are served.</summary>
public sealed record MetricsServerOptions
{
    /// <summary>Address of this machine to listen at, or <c>localhost</c>. Default 127.0.0.1: only this machine.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port, 0 to 65535; 0 takes any that is free. Default 9464.</summary>
    public int Port { get; init; } = 9464;

    /// <summary>Whether the runtime's own metrics (memory, collections, threads) are served, too. Default true.</summary>
    public bool Runtime { get; init; } = true;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate()
    {
        OptionProblems problems = new OptionProblems("server").Range("port", Port, 0, 65_535);
        if (!TryAddress(out _))
            problems.Add($"host is '{Host}', expected an address of this machine such as 127.0.0.1, or 0.0.0.0 for all");
        problems.Throw();
    }

    internal bool TryAddress(out IPAddress address)
    {
        bool local = Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        address = IPAddress.Loopback;
        return local || IPAddress.TryParse(Host, out address!);
    }
}
