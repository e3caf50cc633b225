using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>The address of a web service; credentials may stand in it.</summary>
internal sealed class UrlShape : ScalarShape<Secret>
{
    public override string Expected => "an address such as https://HOST/PATH";

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    protected override bool TryParse(ScalarNode node, ReadContext context, [NotNullWhen(true)] out Secret? value)
    {
        value = null;
        foreach (string password in AddressText.Passwords(node.Text))
            context.Secrets.Add(password);
        if (!Uri.TryCreate(node.Text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            context.Wrong(node, Expected);
            return false;
        }

        value = new Secret(node.Text, AddressText.Redact(node.Written));
        return true;
    }
}
