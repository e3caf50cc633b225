using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoDyn.Cli.Delivering;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn sinks</c>: can events be delivered?</summary>
internal static class SinksCommand
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);

    public static Command Create() => new("sinks", """
        Try the places that events are delivered to.

        Examples:
          videodyn sinks test cameras.yaml
          videodyn sinks test --sink https://example.org/hook
        """)
    {
        Test(),
    };

    private static Command Test()
    {
        var file = new Argument<string?>("FILE") { Description = "A configuration such as cameras.yaml.", Arity = ArgumentArity.ZeroOrOne };
        var sinks = new Option<string[]>("--sink") { Description = "Only this sink of the configuration; without one, an address. May be repeated.", HelpName = "NAME", DefaultValueFactory = _ => [] };
        var command = new Command("test", """
            Send a probe event (type videodyn.sink.probe) to every sink and report what became of it. Exit code 0 when all have
            confirmed it, 5 when not.

            Examples:
              videodyn sinks test cameras.yaml
              videodyn sinks test cameras.yaml --sink broker
              videodyn sinks test https://user:secret@example.org/hook
            """)
        { file, sinks };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null && result.GetValue(sinks) is not { Length: > 0 })
                result.AddError("name a configuration, or addresses with --sink");
        });
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            return await TestAsync(Makers(parsed.GetValue(file), parsed.GetValue(sinks) ?? []), interruption.Token);
        });
        return command;
    }

    private static List<(string Name, Func<IEventSink> Make)> Makers(string? file, string[] chosen)
    {
        // An address in the place of the file is plain enough; to take it for a path would also print its password.
        if (file?.Contains("://", StringComparison.Ordinal) == true)
            return Makers(null, [file, .. chosen]);
        if (file is null)
            return [.. chosen.Select(address => (Pipeline.Sinks.SinkFactories.Shown(address), (Func<IEventSink>)(() => CliSinks.Factories.Create(address))))];
        CameraSet set = ChosenSinks.Read(file);
        if (set.Sinks.Count == 0)
            throw VideoDynException.Configuration($"{file}: has no sinks, expected a section 'sinks'");
        foreach (string name in chosen.Where(name => set.Sinks.All(sink => sink.Name != name)))
            throw VideoDynException.Configuration($"{file}: there is no sink '{name}'{NearestName.Hint(name, set.Sinks.Select(sink => sink.Name))}");
        return
        [
            .. set.Sinks.Where(sink => chosen.Length == 0 || chosen.Contains(sink.Name))
                .Select(sink => (sink.Name, (Func<IEventSink>)(() => CliSinks.Factories.Create(sink)))),
        ];
    }

    private static async Task<int> TestAsync(List<(string Name, Func<IEventSink> Make)> sinks, CancellationToken cancellationToken)
    {
        int failed = 0;
        foreach ((string name, Func<IEventSink> make) in sinks)
        {
            long began = Stopwatch.GetTimestamp();
            string? problem = await ProbeAsync(make, cancellationToken);
            double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            Console.Error.WriteLine(problem is null
                ? string.Create(CultureInfo.InvariantCulture, $"{name}: confirmed in {milliseconds:F0} ms")
                : $"{name}: FAILED: {problem}");
            failed += problem is null ? 0 : 1;
        }

        return failed == 0 ? ExitCodes.Done : ExitCodes.Output;
    }

    private static async Task<string?> ProbeAsync(Func<IEventSink> make, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            await using IEventSink sink = make();
            var deliveries = new List<Delivery>();
            await sink.OpenAsync(limit.Token);
            await sink.SendAsync([Probe()], deliveries, limit.Token);
            return deliveries is [var answer] ? answer.Refusal : "gave no answer";
        }
        catch (Exception error) when (error is SinkUnavailableException or VideoDynException)
        {
            return error.Message;
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? "interrupted" : string.Create(CultureInfo.InvariantCulture, $"no answer within {s_limit.TotalSeconds} s");
        }
    }

    private static OutgoingEvent Probe()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string id = string.Create(CultureInfo.InvariantCulture, $"probe-{now.ToUnixTimeMilliseconds()}");
        string json = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/videodyn/sinks","type":"videodyn.sink.probe","time":"{{{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}}}","datacontenttype":"application/json","data":{"camera":"probe"}}""");
        return new OutgoingEvent(1, id, "videodyn.sink.probe", "probe", Encoding.UTF8.GetBytes(json));
    }
}
