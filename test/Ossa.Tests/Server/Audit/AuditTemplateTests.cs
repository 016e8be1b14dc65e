using System.Globalization;
using System.Text;
using CsCheck;
using Ossa.Server.Audit;
using Ossa.Server.Writing;
using Xunit;

namespace Ossa.Tests.Server.Audit;

/// <summary>The line of a request that is made from that of another one is, to the byte, the one that would be written for it.</summary>
public sealed class AuditTemplateTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.Const("\",\"address\":\""),
        Gen.Const("\",\"signature\":\",\"expires\":"),
        Gen.Const("中,\"milliseconds\":")
    );

    [Fact]
    public void A_line_is_that_of_its_request() =>
        Gen.Select(Text.Null(), Text, Gen.Long[0, 10_000_000_000], Gen.Int[0, 3]).Sample(Check);

    private static void Check(string? key, string agent, long ticks, int address)
    {
        var (elapsed, from) = (TimeSpan.FromTicks(ticks), $"10.0.0.{address * 80}");
        var first = new AuditEntry
        {
            Time = DateTimeOffset.UnixEpoch,
            RequestId = new string('A', 24),
            Account = "1",
            Address = "2001:db8::1",
            Operation = "GetObject",
            Key = key,
            Status = 200,
            SentBytes = 7,
            Milliseconds = 12.5,
            UserAgent = agent,
            Signature = new string('f', 32),
            Expires = DateTimeOffset.UnixEpoch,
            Decision = new AuditDecision("oss:GetObject", null, true, "owner"),
        };
        var time = DateTimeOffset.UnixEpoch.AddTicks(ticks);
        var id = ticks.ToString("X24", CultureInfo.InvariantCulture);
        var expected = first with
        {
            Time = time,
            RequestId = id,
            Address = from,
            Milliseconds = Math.Round(elapsed.TotalMilliseconds, 3),
            Signature = id + "01234567",
            Expires = time.AddDays(7),
        };
        var template = new AuditTemplate(first);
        var line = template.LineOf(time, Ascii(id), Ascii(from), elapsed);
        template.PutUrl(line, expected.Signature, time.AddDays(7));
        Assert.Equal(Encoding.UTF8.GetString(expected.Write()), Encoding.UTF8.GetString(line));
        var gone = AuditEntry.Read(Encoding.UTF8.GetString(AuditTemplate.AsGone(line, ErrorAnswer.ClientGone)))!;
        Assert.Equal((499, id, from, agent), (gone.Status, gone.RequestId, gone.Address, gone.UserAgent));
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
