using System.Globalization;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Adaptive;
using VideoDyn.Temporal.Gates.Change;

namespace VideoDyn.Pipeline.Plans;

/// <summary>Reads the arguments of gates that have options.</summary>
internal static class GateFactories
{
    /// <summary>Reads <c>change:OPTION=VALUE,...</c>.</summary>
    public static IGate Change(string argument) => new ChangeGate(ChangeOptions(argument));

    /// <summary>Reads <c>adaptive:AGREEMENT,OPTION=VALUE,...</c>.</summary>
    public static IGate Adaptive(string argument)
    {
        int comma = argument.IndexOf(',', StringComparison.Ordinal);
        string first = comma < 0 ? argument : argument[..comma];
        bool hasTarget = first.Length > 0 && !first.Contains('=', StringComparison.Ordinal);
        var options = new AdaptiveGateOptions { Change = ChangeOptions(!hasTarget ? argument : comma < 0 ? "" : argument[(comma + 1)..]) };
        if (!hasTarget)
            return new AdaptiveGate(options);
        if (!double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double target))
            throw new FormatException($"expects an agreement such as 0.95, found '{first}'");
        return new AdaptiveGate(options with { Target = target });
    }

    private static ChangeGateOptions ChangeOptions(string argument)
    {
        var given = new PlanArguments(argument, "loss", "max-age", "confirm", "share", "events", "motion", "match");
        var standard = new ChangeGateOptions();
        double confirm = given.Number("confirm", standard.Confirm?.TotalSeconds ?? 0);
        return standard with
        {
            Loss = given.Number("loss", standard.Loss),
            MaxAge = TimeSpan.FromSeconds(given.Number("max-age", standard.MaxAge.TotalSeconds)),
            Confirm = confirm == 0 ? null : TimeSpan.FromSeconds(confirm),
            Share = given.Number("share", standard.Share),
            Events = given.Switch("events", standard.Events),
            Motion = given.Switch("motion", standard.Motion),
            Match = given.Switch("match", standard.Match),
        };
    }
}
