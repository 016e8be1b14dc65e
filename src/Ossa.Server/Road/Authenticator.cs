using System.Text;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;
using Ossa.Server.Identity;
using Ossa.Server.Links;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>
/// Finds out who signed a request, and with it which reading of the target is the proven one. Everything after it uses that reading
/// only.
/// </summary>
internal sealed class Authenticator(CredentialLookup credentials)
{
    /// <summary>
    /// Sets target and caller. The order of the checks is the service's: shape, time, region, then whether the bucket is there (404 even
    /// to an unknown key), then the key, then the signature.
    /// </summary>
    public async ValueTask AuthenticateAsync(OssContext context, IReadOnlyList<RequestTarget> readings)
    {
        var first = Signable(context.Http, readings[0]);
        // A browser signs no preflight, so a signed URL must not be held against it.
        var presented = HttpMethods.IsOptions(first.Method) ? null : PresentedSignatures.Read(first);
        presented?.CheckTime(context.Arrival);
        presented?.CheckRegion(context.Options.Region);
        RequireBucket(context);
        if (presented is { } signature)
        {
            await ProveAsync(context, signature, first, readings);
        }
    }

    /// <summary>
    /// The same for what administers: it must be signed, by V4 and in the header. A signed URL is for others' hands, and must never open this.
    /// </summary>
    public async ValueTask AuthenticateByHeaderAsync(OssContext context, RequestTarget target)
    {
        var request = Signable(context.Http, target);
        if (PresentedSignatures.Read(request) is not { } signature || signature.Scheme != SignatureScheme.V4Header)
        {
            throw new OssException(OssErrors.AnonymousServiceAccess);
        }

        signature.CheckTime(context.Now);
        signature.CheckRegion(context.Options.Region);
        await ProveAsync(context, signature, request, [target]);
    }

    /// <summary>
    /// Sets the caller of an upload by form, which is signed in its fields. What else the request presents counts for nothing, as with
    /// the service.
    /// </summary>
    public async ValueTask AuthenticateFormAsync(OssContext context, FormUpload form)
    {
        if (PresentedForms.Read(form.Fields) is not { } presented)
        {
            return;
        }

        presented.CheckTime(context.Now);
        presented.CheckRegion(context.Options.Region);
        var credential = await FindAsync(context, presented.AccessKeyId, presented.SecurityToken);
        LinkScope.RequireUrl(credential, presented: null);
        if (!presented.Verify(credential.Secret, out var mismatch))
        {
            throw mismatch!.ToException();
        }

        form.Check(PostPolicy.Parse(presented.Policy), context.Bucket.Name, context.Now);
        context.Caller = credential.Caller;
    }

    private ValueTask<Credential> FindAsync(OssContext context, string accessKeyId, string? securityToken) =>
        credentials.GetAsync(accessKeyId, securityToken, context.Arrival, context.Aborted);

    private async ValueTask ProveAsync(
        OssContext context,
        PresentedSignature presented,
        SignableRequest first,
        IReadOnlyList<RequestTarget> readings
    )
    {
        var credential = await FindAsync(context, presented.AccessKeyId, presented.SecurityToken);
        LinkScope.RequireUrl(credential, presented);
        SignatureMismatch? firstMismatch = null;
        foreach (var reading in readings)
        {
            var isFirst = ReferenceEquals(reading, readings[0]);
            var request = LinkScope.AsSigned(credential, isFirst ? first : Signable(context.Http, reading));
            // The signature stands in the query too, so each reading of the query presents its own.
            var read = isFirst ? presented : PresentedSignatures.Read(request);
            read?.CheckTime(context.Arrival);
            read?.CheckRegion(context.Options.Region);
            SignatureMismatch? mismatch = null;
            if (
                read is { } proved
                && proved.AccessKeyId == presented.AccessKeyId
                && Matches(context, proved, request, credential.Secret, out mismatch)
            )
            {
                await UrlDenial.RequireAsync(context, proved);
                context.Target = reading;
                context.Proof = context.Recording is null
                    ? null
                    : new SignatureProof(presented, request, credential.Secret);
                // The time of both readings counts, and one is kept.
                context.IsRepeatable &= isFirst;
                context.Caller = credential.Caller;
                context.IsSignedInHeader = !presented.Scheme.IsUrl;
                return;
            }
            firstMismatch ??= mismatch;
        }
        throw firstMismatch!.ToException();
    }

    /// <summary>
    /// Whether the signature is right, and a URL that is bound to addresses comes from one of them. Whether the URL lets the request be
    /// forwarded is nothing to ask: a proxy that is not trusted can tell any address, and one that is trusted stands for this server.
    /// </summary>
    private static bool Matches(
        OssContext context,
        PresentedSignature presented,
        SignableRequest request,
        SigningSecret secret,
        out SignatureMismatch? mismatch
    )
    {
        if (!presented.Scheme.IsUrl || AddressBinding.Read(request.Query) is not { } binding)
        {
            return presented.Verify(request, secret, context.Options.Strict, out mismatch);
        }

        if (binding.Bind(request, context.Client.Address) is not { } bound)
        {
            throw new OssException(
                binding.Error,
                [new("OSSAccessKeyId", presented.AccessKeyId), new("SignatureProvided", presented.Signature)]
            );
        }

        var matches = presented.Verify(bound, secret, context.Options.Strict, out mismatch);
        mismatch = mismatch is null ? null : mismatch with { Error = binding.Error };
        return matches;
    }

    /// <summary>A missing bucket is a refusal unless the request is to make it.</summary>
    public static void RequireBucket(OssContext context)
    {
        var target = context.Target;
        if (target.Bucket is null || context.FoundBucket is not null)
        {
            return;
        }

        var makes = HttpMethods.IsPut(context.Http.Request.Method) && target.Key is null;
        if (!makes || (target.NamesSubResource && !target.Has("acl")))
        {
            throw new OssException(OssErrors.NoSuchBucket, "BucketName", target.Bucket);
        }
    }

    private static SignableRequest Signable(HttpContext http, RequestTarget target)
    {
        var headers = new List<KeyValuePair<string, string>>(http.Request.Headers.Count);
        foreach (var (name, values) in http.Request.Headers)
        {
            headers.Add(new(name, values.Count == 1 ? values[0] ?? "" : string.Join(',', values.ToArray())));
        }

        return new SignableRequest(http.Request.Method, target.Bucket, target.Key, target.Query, headers)
        {
            HeaderEncoding = Encoding.Latin1,
        };
    }
}
