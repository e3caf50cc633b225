using VideoDyn.Core.Plans;

namespace VideoDyn.Pipeline.Plans;

/// <summary>One gate that users can name.</summary>
/// <param name="Name">Name on the command line, before the colon.</param>
/// <param name="Argument">What may stand after the colon, for help; empty for none.</param>
/// <param name="Help">One sentence for help.</param>
/// <param name="Create">Makes a gate for one stream from the text after the colon (empty when there is none); throws
/// <see cref="FormatException"/> with the expectation when the text does not fit.</param>
public sealed record GateEntry(string Name, string Argument, string Help, Func<string, IGate> Create)
{
    /// <summary>Name and argument as a user writes them, e.g. <c>every-n:N</c>.</summary>
    public string Syntax => Argument.Length == 0 ? Name : $"{Name}:{Argument}";
}
