using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Core.Errors;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>Where pictures come from: a file, an address or a device.</summary>
internal sealed class AddressShape : ScalarShape<Address>
{
    private const string FileAsLive = "file-as-live:";
    private const string FileScheme = "file://";

    public override string Expected => "a video file, an address such as rtsp://HOST/PATH, or a device such as /dev/video0";

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["examples"] = new JsonArray("rtsp://camera.local/stream1", "street.mp4") };

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out Address? value)
    {
        string text = node.Text;
        value = null;
        // Noted before anything can complain about the address.
        foreach (string password in AddressText.Passwords(text))
            context.Secrets.Add(password);
        if (text.Length == 0 || text == "-")
        {
            context.Wrong(node, Expected);
            return false;
        }

        if (text.Contains("://", StringComparison.Ordinal) && !text.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
            return TryNetwork(node, context, out value);
        if (text.StartsWith("/dev/", StringComparison.Ordinal))
            value = new Address(new Secret(text, node.Written), AddressKind.Device);
        else
            TryFile(node, context, out value);
        return value is not null;
    }

    private static void TryFile(ScalarNode node, ReadContext context, out Address? value)
    {
        value = null;
        bool live = node.Text.StartsWith(FileAsLive, StringComparison.OrdinalIgnoreCase);
        string path = live ? node.Text[FileAsLive.Length..]
            : node.Text.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? node.Text[FileScheme.Length..] : node.Text;
        string full = path.Length == 0 ? "" : context.Resolve(path);
        bool isPattern = path.Contains('%', StringComparison.Ordinal);
        if (full.Length == 0 || (context.CheckFiles && !isPattern && !File.Exists(full)))
        {
            context.Problems.Add(node, $"the file {node.Shown} does not exist; relative paths are meant from the folder of this file");
            return;
        }

        string whole = live ? FileAsLive + full : full;
        value = new Address(new Secret(whole, node.IsExpanded ? node.Written : whole), live ? AddressKind.FileAsLive : AddressKind.File);
    }

    private static bool TryNetwork(ScalarNode node, ReadContext context, [NotNullWhen(true)] out Address? value)
    {
        value = null;
        try
        {
            CameraAddress address = CameraAddress.Parse(node.Text);
            AddressKind kind = address.Protocol == CameraProtocol.V4l2 ? AddressKind.Device : CameraAddress.IsLive(node.Text) ? AddressKind.Network : AddressKind.RemoteFile;
            value = new Address(new Secret(node.Text, AddressText.Redact(node.Written)), kind);
            return true;
        }
        catch (VideoDynException error)
        {
            // What came from the environment is told as it was written.
            context.Problems.Add(node, node.IsExpanded ? $"{node.Shown} is no address of a camera; expected e.g. rtsp://HOST/PATH" : error.Message.TrimEnd('.'));
            return false;
        }
    }
}
