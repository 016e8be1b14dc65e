using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Ossa.Server.Road;
using Ossa.Tests.Server.Hostile;
using Xunit;

namespace Ossa.Tests.Server.Road;

/// <summary>How much memory the words of a request take is known, whatever they are, and not much.</summary>
public sealed class RequestWordsTests
{
    private const int MaxHeaders = 64;
    private const int MaxCharacters = 8 * 1024;

    [Theory]
    [InlineData(MaxHeaders, 1, 1, 0)]
    [InlineData(MaxHeaders, 100, 1, 0)]
    [InlineData(60, 10, 1, 60)]
    [InlineData(1, 1, MaxHeaders, 0)]
    [InlineData(1, 1, MaxHeaders, 100)]
    [InlineData(8, 5, 8, 1)]
    public void Headers_take_no_more_memory_than_is_said(int names, int nameLength, int values, int valueLength)
    {
        var lines = new KeyValuePair<string, StringValues>[names];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = new KeyValuePair<string, StringValues>[names];
        for (var i = 0; i < names; i++)
        {
            // A single value stands without an array.
            var texts = values > 1 ? new string[values] : null;
            var text = "";
            for (var j = 0; j < values; j++)
            {
                text = new string('v', valueLength);
                texts?.SetValue(text, j);
            }

            var name = new string((char)('\u4E00' + i), nameLength);
            lines[i] = new(name, texts is null ? new StringValues(text) : new StringValues(texts));
        }

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        Assert.InRange(Read("/b/k", lines)!.Bytes, taken, 20 * taken);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a=b")]
    [InlineData("some-name=some%20value")]
    public void A_query_takes_no_more_memory_than_is_said(string parameter)
    {
        var target = "/b/k?" + string.Join('&', Enumerable.Repeat(parameter, 300));
        var context = ContextOf(target, []);
        var locator = new Locator(strict: true);
        locator.Locate(context.Http, hostBucket: null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var kept = locator.Locate(context.Http, hostBucket: null);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before + sizeof(char) * target.Length;
        GC.KeepAlive(kept);
        Assert.InRange(RequestWords.Read(context)!.Bytes, taken, 20 * taken);
    }

    [Theory]
    [InlineData(MaxHeaders, 1)]
    [InlineData(1, MaxHeaders)]
    public void One_header_line_too_many_is_not_taken_down(int names, int values)
    {
        var lines = Enumerable.Range(0, names).Select(i => Line($"h{i}", values)).ToArray();
        Assert.NotNull(Read("/b/k", lines));
        Assert.Null(Read("/b/k", [.. lines, Line("more", 1)]));

        static KeyValuePair<string, StringValues> Line(string name, int values) =>
            new(name, Enumerable.Repeat("", values).ToArray());
    }

    [Theory]
    [InlineData(MaxCharacters - 6, 2, 0)]
    [InlineData(0, MaxCharacters - 4, 0)]
    [InlineData(0, 1, MaxCharacters - 5)]
    public void One_character_too_many_is_not_taken_down(int targetLength, int nameLength, int valueLength)
    {
        Assert.NotNull(ReadOf(0));
        Assert.Null(ReadOf(1));

        RequestWords? ReadOf(int more) =>
            Read(
                "/b/k".PadRight(4 + targetLength, 'k'),
                [new(new string('n', nameLength), new string('v', valueLength + more))]
            );
    }

    private static RequestWords? Read(string target, KeyValuePair<string, StringValues>[] headers) =>
        RequestWords.Read(ContextOf(target, headers));

    private static OssContext ContextOf(string target, KeyValuePair<string, StringValues>[] headers)
    {
        var context = HeaderParser.Request([]);
        context.Http.Request.Method = HttpMethods.Get;
        context.Http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        foreach (var (name, values) in headers)
        {
            context.Http.Request.Headers.Add(KeyValuePair.Create(name, values));
        }

        return context;
    }
}
