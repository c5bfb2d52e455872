"""Does our own server, at the address that WeChat is given, answer WeChat's check?"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

from bot.integrations.wechat.echo_probe import ProbeResult
from bot.setup_check.finding import Finding, missing, right

_STEADY = timedelta(minutes=1)

Ring = Callable[[bool], Awaitable[ProbeResult]]
"""Rings at our address, plain or (True) sealed."""

_REASONS = {
    "ClientConnectorCertificateError": ("证书不对", "换一张有效的证书（公认机构发的、没过期、域名对得上）"),
    "ClientConnectorSSLError": ("HTTPS 握手不成", "看 nginx 的证书和协议设置"),
    "ClientConnectorDNSError": ("域名解析不到", "在域名服务商那里把域名指到服务器"),
    "TimeoutError": ("五秒没有回音", "看防火墙有没有放行 80、443，bot serve 开着没有"),
}


async def doors(ring: Ring, url: str, *, sealed: bool) -> AsyncIterator[Finding]:
    """Plain, then (sealed: there is a key for it) in safe mode."""
    yield _told("echo_plain", f"{url} 的签名校验", await ring(False))
    if sealed:
        yield _told("echo_sealed", f"{url} 的安全模式校验", await ring(True))


def _told(key: str, what: str, rung: ProbeResult) -> Finding:
    if rung.right:
        return right(key, f"{what}：通过")
    if not rung.status:
        said, todo = _REASONS.get(rung.error, ("连不上", "看域名、防火墙、nginx，bot serve 开着没有"))
        return missing(key, f"{what}：{said}（{rung.error}）", todo)
    if rung.status == 403 and rung.behind is not None and abs(rung.behind) > _STEADY:
        seconds = int(abs(rung.behind).total_seconds())
        return missing(
            key, f"{what}：不认签名，两边的钟差了 {seconds} 秒", "给服务器装上并打开时间同步（chrony 或 ntp）"
        )
    if rung.status == 403:
        return missing(key, f"{what}：不认签名", "正在运行的 bot serve 用的不是这份 .env，改完重启它")
    if rung.status == 200:
        return missing(
            key, f"{what}：答的不是原样的 echostr", "这个地址后面不是 bot serve，看 nginx 转到了哪里"
        )
    return missing(key, f"{what}：答了 HTTP {rung.status}", "看 nginx 有没有把 /wechat 转给 bot serve")
