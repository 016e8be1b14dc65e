using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>
/// Parameters such as <c>response-content-disposition</c> by which the signer of a request says what headers the answer shall have.
/// </summary>
internal static class ResponseOverrides
{
    private static readonly (string Parameter, string Header)[] Known =
    [
        ("response-content-type", "Content-Type"),
        ("response-content-language", "Content-Language"),
        ("response-expires", "Expires"),
        ("response-cache-control", "Cache-Control"),
        ("response-content-disposition", "Content-Disposition"),
        ("response-content-encoding", "Content-Encoding"),
    ];

    public static void Apply(OssContext context)
    {
        foreach (var (parameter, header) in Known)
        {
            if (context.Target[parameter] is not { } value)
            {
                continue;
            }
            // Nobody has vouched for what an unsigned request asks to be said.
            if (context.Caller.IsAnonymous)
            {
                throw new OssException(OssErrors.AnonymousResponseOverrides);
            }

            var bytes = WireText.FromText(value);
            if (!WireText.IsHeaderSafe(bytes))
            {
                throw ListParameters.Invalid(OssErrors.InvalidArgument, parameter, value);
            }

            if (value.Length > 0)
            {
                context.Http.Response.Headers[header] = bytes;
            }
        }
    }
}
