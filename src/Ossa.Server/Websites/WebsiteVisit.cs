using Microsoft.AspNetCore.Http;
using Ossa.Engine.Websites;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Websites;

/// <summary>
/// A visitor's request at the host of a website: unsigned, for a page and not for a sub-resource. What is given out is admitted to under its
/// own name, so a website opens nothing that its visitors could not read. A name leads on a few times at most, never in a circle. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketwebsite.
/// </summary>
internal sealed class WebsiteVisit
{
    private readonly OssContext _context;
    private readonly Website _site;

    /// <summary>What the visitor asked for.</summary>
    private readonly RequestTarget _asked;

    private WebsiteVisit(OssContext context, Website site)
    {
        _context = context;
        _site = site;
        _asked = context.Target;
    }

    /// <summary>The visit that a request is, or null.</summary>
    public static WebsiteVisit? Of(OssContext context)
    {
        if (!context.IsBucketHost || context.FoundBucket?.Website is not { } site)
        {
            return null;
        }

        var method = context.Http.Request.Method;
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        return isRead && context.Caller.AccessKeyId is null && !context.Target.NamesSubResource
            ? new WebsiteVisit(context, site)
            : null;
    }

    public async Task AnswerAsync()
    {
        // 1. A rule that waits for no refusal leads on before anything is looked at.
        var asked = _asked.Key ?? "";
        var rule = RoutingMatch.Find(_site, _context, asked, errorStatus: null);
        if (TryRedirect(rule))
        {
            return;
        }

        // 2. The page, which for a directory is its index.
        var key = rule is null ? asked : RoutedKey.Of(rule, asked);
        var refusal = await TryAsync(IndexPage.Of(_site.Index, key));

        // 3. A rule for its refusal, unless one has led here: one rule a visit, so that none lead in a circle.
        if (refusal is not null && rule is null)
        {
            rule = RoutingMatch.Find(_site, _context, asked, refusal.Error.Status);
            if (TryRedirect(rule))
            {
                return;
            }

            if (rule is not null)
            {
                key = RoutedKey.Of(rule, asked);
                refusal = await TryAsync(IndexPage.Of(_site.Index, key));
            }
        }

        // 4. What is not there may be a directory, or has the error page. Any other refusal stays one.
        if (refusal is not null && !await TryInsteadAsync(key, refusal))
        {
            _context.Target = _asked;
            throw refusal;
        }
    }

    private bool TryRedirect(RoutingRule? rule)
    {
        if (rule is null or { Target.Kind: RoutingKind.Internal })
        {
            return false;
        }

        Redirect.ByRule(_context, rule, _asked);
        return true;
    }

    private async ValueTask<bool> TryInsteadAsync(string key, OssException refusal) =>
        refusal.Error.Status == StatusCodes.Status404NotFound
        && (await TryDirectoryAsync(key) || await TryErrorPageAsync());

    /// <summary>Gives out a page, or says why not.</summary>
    private async ValueTask<OssException?> TryAsync(string key)
    {
        var (operation, refusal) = await AdmitAsync(key);
        await (operation?.HandleAsync(_context) ?? Task.CompletedTask);
        return refusal;
    }

    /// <summary>Leads from a name without slash to the directory of this name, if that has a page that the visitor may read.</summary>
    private async ValueTask<bool> TryDirectoryAsync(string key)
    {
        if (
            IndexPage.OfMissing(_site.Index, key) is not { } page
            || await AdmitAsync(page) is not (var operation, null)
        )
        {
            return false;
        }

        if (_site.Index!.Missing == MissingName.Index)
        {
            await operation!.HandleAsync(_context);
        }
        else
        {
            Redirect.ToDirectory(_context, key);
        }

        return true;
    }

    private async ValueTask<bool> TryErrorPageAsync()
    {
        if (
            _site.ErrorPage is not { } page
            || await AdmitAsync(page.Key) is not (_, null)
            || !ArchiveState.IsReadable(_context, _context.Record)
        )
        {
            return false;
        }

        await ErrorPage.AnswerAsync(_context, page.Status ?? StatusCodes.Status404NotFound);
        return true;
    }

    /// <summary>Lets the visitor in to a page, or says why not.</summary>
    private async ValueTask<(Operation? Operation, OssException? Refusal)> AdmitAsync(string key)
    {
        await _context.CloseObjectAsync();
        _context.Target = _asked with { Key = key.Length == 0 ? null : key };
        try
        {
            return (await Admission.AdmitAsync(_context), null);
        }
        catch (OssException refusal)
        {
            return (null, refusal);
        }
    }
}
