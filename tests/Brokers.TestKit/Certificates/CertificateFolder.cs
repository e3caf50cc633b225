using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VideoDyn.Brokers.TestKit.Certificates;

/// <summary>Certificates of a broker on 127.0.0.1, made for one test run.</summary>
public sealed class CertificateFolder
{
    /// <summary>Makes them.</summary>
    /// <param name="folder">Where the files go.</param>
    public CertificateFolder(string folder)
    {
        Authority = Path.Combine(folder, "authority.pem");
        Stranger = Path.Combine(folder, "stranger.pem");
        Server = Path.Combine(folder, "server.pem");
        ServerKey = Path.Combine(folder, "server.key");
        // Valid since long ago: a certificate made this very second is not yet valid for a clock that lags.
        DateTimeOffset from = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1);
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using (X509Certificate2 other = Root("CN=VideoDyn test stranger", stranger, from))
            File.WriteAllText(Stranger, other.ExportCertificatePem());
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 authority = Root("CN=VideoDyn test authority", authorityKey, from);
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        using ECDsa serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 server = request.Create(authority, from, from.AddDays(30), [1, 2, 3, 4]);
        File.WriteAllText(Server, server.ExportCertificatePem());
        File.WriteAllText(ServerKey, serverKey.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>PEM file of the authority that signed <see cref="Server"/>.</summary>
    public string Authority { get; }

    /// <summary>PEM file of an authority that signed nothing.</summary>
    public string Stranger { get; }

    /// <summary>PEM file of the broker's certificate.</summary>
    public string Server { get; }

    /// <summary>PEM file of the broker's key.</summary>
    public string ServerKey { get; }

    private static X509Certificate2 Root(string name, ECDsa key, DateTimeOffset from)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(from, from.AddDays(30));
    }
}
