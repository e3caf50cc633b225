using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>Where pictures come from: a file, an address or a device.</summary>
internal sealed class AddressShape : ScalarShape<Address>
{
    private const string FileAsLive = "file-as-live:";
    private static readonly string[] s_schemes = ["rtsp", "rtsps", "http", "https", "v4l2", "file"];

    public override string Expected => "a video file, an address such as rtsp://HOST/PATH, or a device such as /dev/video0";

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["examples"] = new JsonArray("rtsp://camera.local/stream1", "street.mp4") };

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out Address? value)
    {
        string text = node.Text;
        string shown = node.Written;
        value = null;
        if (text.Length == 0 || text == "-")
        {
            context.Wrong(node, Expected);
            return false;
        }

        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && !text.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
            return TryNetwork(node, context, scheme, out value);
        if (text.StartsWith("/dev/", StringComparison.Ordinal))
        {
            value = new Address(new Secret(text, shown), AddressKind.Device);
            return true;
        }

        bool live = text.StartsWith(FileAsLive, StringComparison.OrdinalIgnoreCase);
        string path = live ? text[FileAsLive.Length..] : scheme > 0 ? text["file://".Length..] : text;
        string resolved = context.Resolve(path);
        if (context.CheckFiles && !File.Exists(resolved) && !path.Contains('%', StringComparison.Ordinal))
        {
            context.Problems.Add(node, $"the file {node.Shown} does not exist; relative paths are meant from the folder of this file");
            return false;
        }

        string full = live ? FileAsLive + resolved : resolved;
        value = new Address(new Secret(full, node.IsExpanded ? shown : full), live ? AddressKind.FileAsLive : AddressKind.File);
        return true;
    }

    private static bool TryNetwork(ScalarNode node, ReadContext context, int colon, [NotNullWhen(true)] out Address? value)
    {
        value = null;
        string scheme = node.Text[..colon].ToLowerInvariant();
        foreach (string password in AddressText.Passwords(node.Text))
            context.Secrets.Add(password);
        if (!s_schemes.Contains(scheme))
        {
            context.Problems.Add(node, $"the scheme of {node.Shown} is unknown; expected one of {string.Join(", ", s_schemes)}{(node.IsExpanded ? "" : NearestName.Hint(scheme, s_schemes))}");
            return false;
        }

        if (node.Text.Length == colon + 3 || node.Text[colon + 3] is '/' or ':' && scheme != "v4l2")
        {
            context.Problems.Add(node, $"{node.Shown} names no host; expected e.g. {scheme}://HOST/PATH");
            return false;
        }

        value = new Address(new Secret(node.Text, AddressText.Redact(node.Written)), scheme == "v4l2" ? AddressKind.Device : AddressKind.Network);
        return true;
    }
}
