using Ossa.Engine.Links;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Links;

/// <summary>One answer that goes out through a link: counted before its first byte, and settled after its last.</summary>
internal sealed class LinkUse : IAsyncDisposable
{
    private readonly OssContext _context;
    private readonly LinkPass _pass;

    private LinkUse(OssContext context, LinkPass pass) => (_context, _pass) = (context, pass);

    /// <summary>Counts an answer, or gives null where the request comes by no link.</summary>
    public static async ValueTask<LinkUse?> BeginAsync(
        OssContext context,
        long objectBytes,
        ByteRange sent,
        bool isRange
    )
    {
        if (context.Caller.Link is not { } link)
        {
            return null;
        }

        var visit = new LinkVisit(VisitorOf(context), objectBytes, sent.Length, isRange);
        return new LinkUse(context, await context.Engine.LinkMeter.BeginAsync(link.Id, visit, context.Aborted));
    }

    public ValueTask DisposeAsync() => _pass.EndAsync(_context.SentBytes);

    /// <summary>The address and the program, as well as one can tell.</summary>
    private static string VisitorOf(OssContext context) => $"{context.Client.Address}\n{context.Header("User-Agent")}";
}
