using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;

namespace Ossa.Server.Repeating;

/// <summary>
/// Checks the signatures of URLs that are like one which the road believed: of the same signer, for the same request, with the same parameters, but
/// signed at other times or for how long. What it checks with is that of the road.
/// </summary>
internal sealed class UrlProver
{
    private readonly SignatureProof _first;
    private readonly V4UrlSignature _signature;
    private readonly (int Date, int Expires, int Signature) _at;

    private UrlProver(SignatureProof first, V4UrlSignature signature, (int, int, int) at)
    {
        _first = first;
        _signature = signature;
        _at = at;
    }

    /// <summary>One for URLs like that of a request; null where it was not read in the way in which its head is.</summary>
    public static UrlProver? For(in RequestHead head, SignatureProof? proof)
    {
        if (proof is not { Presented: V4UrlSignature signature })
        {
            return null;
        }

        var query = proof.Request.Query;
        var at = (
            PlaceOf(query, V4Parameters.Date, head.Date),
            PlaceOf(query, V4Parameters.Expires, head.Expires),
            PlaceOf(query, V4Parameters.Signature, head.Signature)
        );
        return at is (>= 0, >= 0, >= 0) ? new UrlProver(proof, signature, at) : null;
    }

    /// <summary>What is found out about a URL like this one; null where it does not count now, and the road has to say why.</summary>
    public ProvenUrl? Prove(in RequestHead head, DateTimeOffset now)
    {
        var request = _first.Request;
        var query = request.Query.ToArray();
        Set(_at.Date, head.Date);
        Set(_at.Expires, head.Expires);
        Set(_at.Signature, head.Signature);
        return
            _signature.SignedAgain(query[_at.Date].Value, query[_at.Expires].Value, query[_at.Signature].Value)
                is { } presented
            && presented.IsTimelyAt(now)
            && presented.Verify(request with { Query = query }, _first.Secret, _first.Strict, out _)
            ? ProvenUrl.Of(presented)
            : null;

        void Set(int at, ReadOnlySpan<byte> value) => query[at] = new(query[at].Key, Encoding.ASCII.GetString(value));
    }

    /// <summary>Where a parameter stands that has this value; negative where it is not there once.</summary>
    private static int PlaceOf(IReadOnlyList<KeyValuePair<string, string>> query, string name, ReadOnlySpan<byte> value)
    {
        var place = -1;
        for (var i = 0; i < query.Count; i++)
        {
            if (query[i].Key == name)
            {
                if (place >= 0)
                {
                    return -1;
                }

                place = i;
            }
        }

        return place >= 0 && Ascii.Equals(value, query[place].Value) ? place : -1;
    }
}
