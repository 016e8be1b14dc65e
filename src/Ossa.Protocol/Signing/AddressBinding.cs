using System.Globalization;
using System.Net;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The addresses from which alone a signed URL counts. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/ddd-signatures-to-urls. The address is signed, and stands in the URL or
/// not; where it does not, the server signs that of whoever asks.
/// </summary>
/// <param name="SourceAddress">The address in the URL, or null where it is signed alone.</param>
/// <param name="PrefixLength">How many leading bits must be the same, or null for all.</param>
/// <param name="VpcId">The private network of the cloud from which alone the URL counts, or null.</param>
public sealed record AddressBinding(string? SourceAddress, string? PrefixLength, string? VpcId)
{
    /// <summary>The parameter of the address.</summary>
    public const string SourceAddressParameter = "x-oss-ac-source-ip";

    /// <summary>The parameter of the number of bits.</summary>
    public const string PrefixLengthParameter = "x-oss-ac-subnet-mask";

    private const string VpcIdParameter = "x-oss-ac-vpc-id";

    /// <summary>What whoever comes from elsewhere is told, as if the signature were wrong.</summary>
    public OssError Error =>
        VpcId is null ? OssErrors.SignatureDoesNotMatchAddress : OssErrors.SignatureDoesNotMatchVpc;

    /// <summary>Reads the binding of a signed URL, or null where it counts from everywhere.</summary>
    /// <param name="query">The decoded query.</param>
    public static AddressBinding? Read(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var binding = new AddressBinding(
            query.FirstParameter(SourceAddressParameter),
            query.FirstParameter(PrefixLengthParameter),
            query.FirstParameter(VpcIdParameter)
        );
        return binding == new AddressBinding(null, null, null) ? null : binding;
    }

    /// <summary>
    /// The request as it was signed if this client may use it; null where it may not, whatever was signed. A network of the cloud holds no
    /// client of this server.
    /// </summary>
    /// <param name="request">The request as it came.</param>
    /// <param name="client">The client's address, or null where it is not known.</param>
    public SignableRequest? Bind(SignableRequest request, IPAddress? client)
    {
        if (VpcId is not null || client is null || NetworkOf(client) is not { } network)
        {
            return null;
        }

        if (SourceAddress is null)
        {
            return request with
            {
                Query = request.Query.Append(new(SourceAddressParameter, network.ToString())).ToArray(),
            };
        }

        return IPAddress.TryParse(SourceAddress, out var source) && network.Equals(NetworkOf(source)) ? request : null;
    }

    /// <summary>The address with all bits after the prefix cleared; null when the prefix is no length of one.</summary>
    private IPAddress? NetworkOf(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var bits = bytes.Length * 8;
        if (
            PrefixLength is not null
            && (
                !int.TryParse(PrefixLength, NumberStyles.None, CultureInfo.InvariantCulture, out bits)
                || bits > bytes.Length * 8
            )
        )
        {
            return null;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }
}
