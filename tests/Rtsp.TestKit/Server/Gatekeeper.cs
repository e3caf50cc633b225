using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace VideoDyn.Rtsp.TestKit.Server;

/// <summary>Checks who a client is.</summary>
internal sealed partial class Gatekeeper(RtspServerOptions options)
{
    private const string Realm = "camera";
    private readonly string _nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What a client without proof is told.</summary>
    public string Challenge => options.Authentication == RtspAuthentication.Basic
        ? $"Basic realm=\"{Realm}\""
        : $"Digest realm=\"{Realm}\", nonce=\"{_nonce}\"";

    /// <summary>Whether a request may pass.</summary>
    public bool Admits(RtspRequest request) => options.Authentication switch
    {
        RtspAuthentication.None => true,
        RtspAuthentication.Basic => request["Authorization"] == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")),
        _ => AdmitsDigest(request),
    };

    private bool AdmitsDigest(RtspRequest request)
    {
        string proof = request["Authorization"];
        if (!proof.StartsWith("Digest ", StringComparison.Ordinal))
            return false;
        Dictionary<string, string> fields = Field().Matches(proof).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        string who = Hash($"{options.User}:{Realm}:{options.Password}");
        string what = Hash($"{request.Method}:{fields.GetValueOrDefault("uri")}");
        return fields.GetValueOrDefault("username") == options.User
            && fields.GetValueOrDefault("nonce") == _nonce
            && fields.GetValueOrDefault("response") == Hash($"{who}:{_nonce}:{what}");
    }

#pragma warning disable CA5351 // the protocol of cameras asks for MD5
    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex("([a-z]+)=\"([^\"]*)\"")]
    private static partial Regex Field();
}
