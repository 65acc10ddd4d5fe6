// \0rolldown/runtime.js
var e = Object.defineProperty, t = (e, t, n) => () => {
	if (n) throw n[0];
	try {
		return e && (t = e(e = 0)), t;
	} catch (e) {
		throw n = [e], e;
	}
}, n = (t, n) => {
	let r = {};
	for (var i in t) e(r, i, {
		get: t[i],
		enumerable: !0
	});
	return n || e(r, Symbol.toStringTag, { value: "Module" }), r;
}, r = t((() => {})), i = t((() => {
	r();
}));
// node_modules/svelte/src/internal/shared/utils.js
function a(e) {
	return typeof e?.then == "function";
}
function o(e) {
	for (var t = 0; t < e.length; t++) e[t]();
}
function s() {
	var e, t;
	return {
		promise: new Promise((n, r) => {
			e = n, t = r;
		}),
		resolve: e,
		reject: t
	};
}
function c(e, t) {
	if (Array.isArray(e)) return e;
	if (t === void 0 || !(Symbol.iterator in e)) return Array.from(e);
	let n = [];
	for (let r of e) if (n.push(r), n.length === t) break;
	return n;
}
var l, u, d, f, p, m, h, g, _, v, y, b, x = t((() => {
	l = Array.isArray, u = Array.prototype.indexOf, d = Array.prototype.includes, f = Array.from, p = Object.defineProperty, m = Object.getOwnPropertyDescriptor, h = Object.getOwnPropertyDescriptors, g = Object.prototype, _ = Array.prototype, v = Object.getPrototypeOf, y = Object.isExtensible, b = () => {};
})), S, C, w, ee, te, ne, re, ie, ae, oe, se, ce, le, ue, de, fe, pe, me, he, ge, _e, ve, ye, be, xe, Se, Ce = t((() => {
	S = 1 << 24, C = 1024, w = 2048, ee = 4096, te = 8192, ne = 16384, re = 32768, ie = 1 << 25, ae = 65536, oe = 1 << 19, se = 1 << 20, ce = 1 << 25, le = 1 << 21, ue = 1 << 22, de = 1 << 23, fe = Symbol("$state"), pe = Symbol("component"), me = Symbol("legacy props"), he = Symbol(""), ge = Symbol("attributes"), _e = Symbol("class"), ve = Symbol("style"), ye = Symbol("text"), be = Symbol("form reset"), xe = new class extends Error {
		name = "StaleReactionError";
		message = "The reaction that called `getAbortSignal()` was re-run or destroyed";
	}(), Se = !!globalThis.document?.contentType && /* @__PURE__ */ globalThis.document.contentType.includes("xml");
})), we, Te, Ee, De, Oe, ke = t((() => {
	we = {}, Te = Symbol("uninitialized"), Ee = "http://www.w3.org/1999/xhtml", De = "http://www.w3.org/2000/svg", Oe = "http://www.w3.org/1998/Math/MathML";
}));
function Ae() {
	console.warn("https://svelte.dev/e/derived_inert");
}
function je(e) {
	console.warn("https://svelte.dev/e/hydration_mismatch");
}
function Me() {
	console.warn("https://svelte.dev/e/select_multiple_invalid_value");
}
function Ne() {
	console.warn("https://svelte.dev/e/svelte_boundary_reset_noop");
}
var Pe = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/dom/hydration.js
function Fe(e) {
	E = e;
}
function Ie(e) {
	if (e === null) throw je(), we;
	return D = e;
}
function Le() {
	return Ie(/* @__PURE__ */ Un(D));
}
function T(e) {
	if (E) {
		if (/* @__PURE__ */ Un(D) !== null) throw je(), we;
		D = e;
	}
}
function Re(e = 1) {
	if (E) {
		for (var t = e, n = D; t--;) n = /* @__PURE__ */ Un(n);
		D = n;
	}
}
function ze(e = !0) {
	for (var t = 0, n = D;;) {
		if (n.nodeType === 8) {
			var r = n.data;
			if (r === "]") {
				if (t === 0) return n;
				--t;
			} else (r === "[" || r === "[!" || r[0] === "[" && !isNaN(Number(r.slice(1)))) && (t += 1);
		}
		var i = /* @__PURE__ */ Un(n);
		e && n.remove(), n = i;
	}
}
function Be(e) {
	if (!e || e.nodeType !== 8) throw je(), we;
	return e.data;
}
var E, D, Ve = t((() => {
	Ce(), ke(), Pe(), $n(), E = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/equality.js
function He(e) {
	return e === this.v;
}
function Ue(e, t) {
	return e == e ? e !== t || typeof e == "object" && !!e || typeof e == "function" : t == t;
}
function We(e) {
	return !Ue(e, this.v);
}
var Ge = t((() => {}));
function Ke(e) {
	throw Error("https://svelte.dev/e/lifecycle_outside_component");
}
var qe = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/errors.js
function Je() {
	throw Error("https://svelte.dev/e/async_derived_orphan");
}
function Ye(e, t, n) {
	throw Error("https://svelte.dev/e/each_key_duplicate");
}
function Xe(e) {
	throw Error("https://svelte.dev/e/effect_in_teardown");
}
function Ze() {
	throw Error("https://svelte.dev/e/effect_in_unowned_derived");
}
function Qe(e) {
	throw Error("https://svelte.dev/e/effect_orphan");
}
function $e() {
	throw Error("https://svelte.dev/e/effect_update_depth_exceeded");
}
function et(e) {
	throw Error("https://svelte.dev/e/props_invalid_value");
}
function tt() {
	throw Error("https://svelte.dev/e/state_descriptors_fixed");
}
function nt() {
	throw Error("https://svelte.dev/e/state_prototype_fixed");
}
function rt() {
	throw Error("https://svelte.dev/e/state_unsafe_mutation");
}
function it() {
	throw Error("https://svelte.dev/e/svelte_boundary_reset_onerror");
}
var at = t((() => {
	i(), qe();
}));
// node_modules/svelte/src/internal/flags/index.js
function ot() {
	ct = !0;
}
var st, ct, lt = t((() => {
	st = !1, ct = !1;
})), ut = t((() => {
	x();
})), dt = t((() => {
	ut(), Ce(), z(), H();
})), ft = t((() => {
	i(), x(), qe();
}));
// node_modules/svelte/src/internal/client/context.js
function pt(e) {
	gt = e;
}
function O(e, t = !1, n) {
	gt = {
		p: gt,
		i: !1,
		c: null,
		e: null,
		s: e,
		x: null,
		r: V,
		l: ct && !t ? {
			s: null,
			u: null,
			$: []
		} : null
	};
}
function k(e) {
	var t = gt, n = t.e;
	if (n !== null) {
		t.e = null;
		for (var r of n) lr(r);
	}
	return e !== void 0 && (t.x = e), t.i = !0, gt = t.p, mt(e);
}
function mt(e = {}) {
	return p(e, pe, { value: !0 }), e;
}
function ht() {
	return !ct || gt !== null && gt.l === null;
}
var gt, _t = t((() => {
	i(), at(), H(), z(), lt(), Ce(), x(), gt = null;
}));
// node_modules/svelte/src/internal/client/dom/task.js
function vt() {
	var e = xt;
	xt = [], o(e);
}
function yt(e) {
	if (xt.length === 0 && !mn) {
		var t = xt;
		queueMicrotask(() => {
			t === xt && vt();
		});
	}
	xt.push(e);
}
function bt() {
	for (; xt.length > 0;) vt();
}
var xt, St = t((() => {
	x(), Sn(), xt = [];
}));
// node_modules/svelte/src/internal/client/reactivity/status.js
function Ct(e, t) {
	e.f = e.f & Tt | t;
}
function wt(e) {
	e.f & 512 || e.deps === null ? Ct(e, C) : Ct(e, ee);
}
var Tt, Et = t((() => {
	Ce(), Tt = ~(w | ee | C);
}));
// node_modules/svelte/src/internal/client/reactivity/utils.js
function Dt(e, t) {
	e.f & 2048 ? t.set(e, w) : e.f & 4096 && t.get(e) !== 2048 && t.set(e, ee), Ct(e, C);
}
var Ot = t((() => {
	Ce(), Et();
})), kt = t((() => {
	Ce(), ut(), H();
}));
// node_modules/svelte/src/internal/client/dom/elements/misc.js
function At(e, t) {
	if (t) {
		let t = document.body;
		e.autofocus = !0, yt(() => {
			document.activeElement === t && e.focus();
		});
	}
}
function jt(e) {
	E && /* @__PURE__ */ Hn(e) !== null && Wn(e);
}
function Mt() {
	Nt || (Nt = !0, document.addEventListener("reset", (e) => {
		Promise.resolve().then(() => {
			if (!e.defaultPrevented) for (let t of e.target.elements) t[be]?.();
		});
	}, { capture: !0 }));
}
var Nt, Pt = t((() => {
	Ve(), $n(), St(), Ce(), Nt = !1;
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/shared.js
function Ft(e) {
	var t = Xr, n = V;
	Mr(null), Nr(null);
	try {
		return e();
	} finally {
		Mr(t), Nr(n);
	}
}
function It(e, t, n, r = n) {
	e.addEventListener(t, () => Ft(n));
	let i = e[be];
	i ? e[be] = () => {
		i(), r(!0);
	} : e[be] = () => r(!0), Mt();
}
var Lt = t((() => {
	z(), H(), Ce(), Pt();
}));
// node_modules/svelte/src/internal/client/reactivity/async.js
function Rt(e, t, n, r) {
	let i = ht() ? Wt : Kt;
	var a = e.filter((e) => !e.settled), o = t.map(i);
	if (n.length === 0 && a.length === 0) {
		r(o);
		return;
	}
	var s = V, c = zt(), l = a.length === 1 ? a[0].promise : a.length > 1 ? Promise.all(a.map((e) => e.promise)) : null;
	function u(e) {
		if (!(s.f & 16384)) {
			c();
			try {
				r([...o, ...e]);
			} catch (e) {
				tr(e, s);
			}
			Bt();
		}
	}
	var d = Vt();
	if (n.length === 0) {
		l.then(() => u([])).finally(d);
		return;
	}
	function f() {
		Promise.all(n.map((e) => /* @__PURE__ */ Gt(e))).then(u).catch((e) => tr(e, s)).finally(d);
	}
	l ? l.then(() => {
		s.f & 16384 ? d() : (c(), f(), Bt());
	}) : f();
}
function zt() {
	var e = V, t = Xr, n = gt, r = j;
	return function(i = !0) {
		Nr(e), Mr(t), pt(n), i && !(e.f & 16384) && (r?.activate(), r?.apply());
	};
}
function Bt(e = !0) {
	Ht = !1, Nr(null), Mr(null), pt(null), e && j?.deactivate();
}
function Vt() {
	var e = V, t = e.b, n = j, r = !!t?.is_rendered();
	return t?.update_pending_count(1, n), n.increment(r, e), () => {
		t?.update_pending_count(-1, n), n.decrement(r, e);
	};
}
var Ht, Ut = t((() => {
	Ce(), i(), _t(), nr(), H(), Sn(), $t(), z();
}));
/*#__NO_SIDE_EFFECTS__*/
function Wt(e) {
	var t = 2 | w;
	return V !== null && (V.f |= oe), {
		ctx: gt,
		deps: null,
		effects: null,
		equals: He,
		f: t,
		fn: e,
		reactions: null,
		rv: 0,
		v: Te,
		wv: 0,
		parent: V,
		ac: null
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Gt(e, t, n) {
	let r = V;
	r === null && Je();
	var i = void 0, a = Cn(Te), o = !Xr, c = /* @__PURE__ */ new Set();
	return pr(() => {
		var t = V, n = s();
		i = n.promise;
		try {
			Promise.resolve(e()).then(n.resolve, (e) => {
				e !== xe && n.reject(e);
			}).finally(Bt);
		} catch (e) {
			n.reject(e), Bt();
		}
		var l = j;
		if (o) {
			if (t.f & 32768) var u = Vt();
			if (r.b?.is_rendered()) l.async_deriveds.get(t)?.reject(Qt);
			else for (let e of c.values()) e.reject(Qt);
			c.add(n), l.async_deriveds.set(t, n);
		}
		let d = (e, t = void 0) => {
			u?.(), c.delete(n), t !== Qt && (l.activate(), t ? (a.f |= de, Tn(a, t)) : (a.f & 8388608 && (a.f ^= de), Tn(a, e)), l.deactivate());
		};
		n.promise.then(d, (e) => d(null, e || "unknown"));
	}), sr(() => {
		for (let e of c) e.reject(Qt);
	}), new Promise((e) => {
		function t(n) {
			function r() {
				n === i ? e(a) : t(i);
			}
			n.then(r, r);
		}
		t(i);
	});
}
/*#__NO_SIDE_EFFECTS__*/
function A(e) {
	let t = /* @__PURE__ */ Wt(e);
	return st || Pr(t), t;
}
/*#__NO_SIDE_EFFECTS__*/
function Kt(e) {
	let t = /* @__PURE__ */ Wt(e);
	return t.equals = We, t;
}
function qt(e) {
	var t = e.effects;
	if (t !== null) {
		e.effects = null;
		for (var n = 0; n < t.length; n += 1) xr(t[n]);
	}
}
function Jt(e) {
	var t, n = V, r = e.parent;
	if (!Yr && r !== null && e.v !== Te && r.f & 24576) return Ae(), e.v;
	Nr(r);
	try {
		qt(e), t = Br(e);
	} finally {
		Nr(n);
	}
	return t;
}
function Yt(e) {
	var t = Jt(e);
	!e.equals(t) && (e.wv = Lr(), (!j?.is_fork || e.deps === null) && (j === null ? e.v = t : (j.capture(e, t, !0), dn?.capture(e, t, !0)), e.deps === null)) ? Ct(e, C) : Yr || (fn === null ? wt(e) : (or() || j?.is_fork) && fn.set(e, t));
}
function Xt(e) {
	if (e.effects !== null) for (let t of e.effects) (t.teardown || t.ac) && (t.teardown?.(), t.ac !== null && Ft(() => {
		t.ac.abort(xe), t.ac = null;
	}), t.fn !== null && (t.teardown = b), Ur(t, 0), yr(t));
}
function Zt(e) {
	if (e.effects !== null) for (let t of e.effects) t.teardown && t.fn !== null && Wr(t);
}
var Qt, $t = t((() => {
	i(), Ce(), H(), Lt(), Ge(), at(), Pe(), z(), Pn(), ft(), lt(), _t(), ke(), Sn(), Ut(), x(), Et(), kt(), Qt = Symbol("obsolete");
}));
// node_modules/svelte/src/internal/client/reactivity/batch.js
function en(e) {
	var t = mn, n = dn;
	dn = null, mn = !0;
	try {
		var r;
		for (e && (en(), r = e());;) {
			if (bt(), j === null) return r;
			j.flush();
		}
	} finally {
		mn = t, dn = n;
	}
}
function tn() {
	try {
		$e();
	} catch (e) {
		tr(e, pn);
	}
}
function nn(e) {
	var t = e.length;
	if (t !== 0) {
		for (var n = 0; n < t;) {
			var r = e[n++];
			if (!(r.f & 24576) && Rr(r) && (xn = /* @__PURE__ */ new Set(), Wr(r), r.deps === null && r.first === null && r.nodes === null && r.teardown === null && r.ac === null && Cr(r), xn?.size > 0)) {
				An.clear();
				for (let e of xn) {
					if (e.f & 24576) continue;
					let t = [e], n = e.parent;
					for (; n !== null;) xn.has(n) && (xn.delete(n), t.push(n)), n = n.parent;
					for (let e = t.length - 1; e >= 0; e--) {
						let n = t[e];
						n.f & 24576 || Wr(n);
					}
				}
				xn.clear();
			}
		}
		xn = null;
	}
}
function rn(e, t, n, r) {
	if (!n.has(e) && (n.add(e), e.reactions !== null)) for (let i of e.reactions) {
		let e = i.f;
		e & 2 ? rn(i, t, n, r) : e & 4194320 && !(e & 2048) && an(i, t, r) && (Ct(i, w), on(i));
	}
}
function an(e, t, n) {
	let r = n.get(e);
	if (r !== void 0) return r;
	if (e.deps !== null) for (let r of e.deps) {
		if (d.call(t, r)) return !0;
		if (r.f & 2 && an(r, t, n)) return n.set(r, !0), !0;
	}
	return n.set(e, !1), !1;
}
function on(e) {
	j.schedule(e);
}
function sn(e, t) {
	if (!(e.f & 32 && e.f & 1024)) {
		e.f & 2048 ? t.d.push(e) : e.f & 4096 && t.m.push(e), Ct(e, C);
		for (var n = e.first; n !== null;) sn(n, t), n = n.next;
	}
}
function cn(e) {
	Ct(e, C);
	for (var t = e.first; t !== null;) cn(t), t = t.next;
}
var ln, un, j, dn, fn, pn, mn, hn, gn, _n, vn, yn, bn, xn, Sn = t((() => {
	Ce(), lt(), x(), H(), at(), St(), i(), nr(), Pn(), z(), Ot(), ke(), Et(), ft(), kt(), $t(), ln = null, un = null, j = null, dn = null, fn = null, pn = null, mn = !1, hn = !1, gn = null, _n = null, vn = 0, yn = 1, bn = class e {
		id = yn++;
		started = !1;
		linked = !0;
		prev = null;
		next = null;
		async_deriveds = /* @__PURE__ */ new Map();
		current = /* @__PURE__ */ new Map();
		previous = /* @__PURE__ */ new Map();
		#e = /* @__PURE__ */ new Set();
		#t = /* @__PURE__ */ new Set();
		#n = 0;
		#r = /* @__PURE__ */ new Map();
		#i = null;
		#a = [];
		#o = [];
		#s = /* @__PURE__ */ new Map();
		#c = /* @__PURE__ */ new Map();
		#l = /* @__PURE__ */ new Set();
		is_fork = !1;
		#u = !1;
		constructor() {
			un === null ? ln = un = this : (un.next = this, this.prev = un), un = this;
		}
		#d() {
			if (this.is_fork) return !0;
			for (let e of this.#r.keys()) if (!this.#f(e)) return !0;
			return !1;
		}
		#f(e) {
			for (var t = e; t !== null; t = t.parent) if (this.#c.has(t)) return !0;
			return !1;
		}
		skip_effect(e) {
			this.#c.has(e) || this.#c.set(e, {
				d: [],
				m: []
			}), this.#l.delete(e);
		}
		unskip_effect(e, t = (e) => this.schedule(e)) {
			var n = this.#c.get(e);
			if (n) {
				this.#c.delete(e);
				for (var r of n.d) Ct(r, w), t(r);
				for (r of n.m) Ct(r, ee), t(r);
			}
			this.#l.add(e);
		}
		#p() {
			var e = [];
			for (let i of this.#a) if (!(i.f & 16384 || !(i.f & 6144))) {
				for (var t = i, n = !1; t.parent !== null;) {
					t = t.parent;
					var r = t.f;
					if (r & 96) {
						if (!(r & 1024)) {
							n = !0;
							break;
						}
						t.f ^= C;
					}
				}
				n || e.push(t);
			}
			return this.#a = [], e;
		}
		#m() {
			this.started = !0;
			for (let [e, t] of this.#s) Ct(e, t), this.schedule(e);
			this.apply();
			for (var t = gn = [], n = [], r = _n = []; this.#a.length > 0;) {
				vn++ > 1e3 && (this.#x(), tn());
				for (let e of this.#p()) try {
					this.#h(e, t, n);
				} catch (t) {
					throw cn(e), this.#d() || this.discard(), t;
				}
			}
			if (j = null, r.length > 0) {
				var i = e.ensure();
				for (let e of r) i.schedule(e);
			}
			if (gn = null, _n = null, this.#d()) {
				this.#y(n), this.#y(t);
				for (let [e, t] of this.#c) sn(e, t);
				r.length > 0 && j.#m();
				return;
			}
			let a = this.#g();
			if (a) this.#y(n), this.#y(t), a.#v(this);
			else {
				this.#s.clear();
				for (let e of this.#e) e(this);
				this.#e.clear(), dn = this, nn(n), nn(t), dn = null, this.#i?.resolve();
				var o = j;
				this.#n === 0 && (this.#a.length === 0 || o !== null) && (this.#x(), st && (this.#b(), j = o)), o !== null && (An.clear(), o.#m());
			}
		}
		#h(e, t, n) {
			e.f ^= C;
			for (var r = e.first; r !== null;) {
				var i = r.f, a = !!(i & 96);
				if (!(a && i & 1024 || i & 8192 || this.#c.has(r)) && r.fn !== null) {
					a ? r.f ^= C : i & 4 ? t.push(r) : st && i & 16777224 ? n.push(r) : Rr(r) && (i & 16 && this.add_dirty_reaction(r, ee), Wr(r));
					var o = r.first;
					if (o !== null) {
						r = o;
						continue;
					}
				}
				for (; r !== null;) {
					var s = r.next;
					if (s !== null) {
						r = s;
						break;
					}
					r = r.parent;
				}
			}
		}
		#g() {
			for (var e = this.prev; e !== null; e = e.prev) if (!e.is_fork && this.#_(e)) return e;
			return null;
		}
		#_(e) {
			for (let [t, [, n]] of this.current) if (!n && e.current.has(t)) return !0;
			return !1;
		}
		#v(e) {
			for (let [t, n] of e.current) !this.previous.has(t) && e.previous.has(t) && this.previous.set(t, e.previous.get(t)), this.current.set(t, n);
			for (let [t, n] of e.async_deriveds) {
				let e = this.async_deriveds.get(t);
				e && n.promise.then(e.resolve).catch(e.reject);
			}
			e.async_deriveds.clear(), this.transfer_reactions(e.#s);
			let t = (e) => {
				var n = e.reactions;
				if (n !== null && !(e.f & 2 && !(e.f & 6144))) for (let e of n) {
					var r = e.f;
					if (r & 2) t(e);
					else {
						var i = e;
						r & 4194320 && !this.async_deriveds.has(i) && (this.#s.delete(i), Ct(i, w), this.schedule(i));
					}
				}
			};
			for (let e of this.current.keys()) t(e);
			this.oncommit(() => e.discard()), e.#x(), j = this, this.#m();
		}
		#y(e) {
			for (var t = 0; t < e.length; t += 1) Dt(e[t], this.#s);
		}
		capture(e, t, n = !1) {
			e.v !== Te && !this.previous.has(e) && this.previous.set(e, e.v), e.f & 8388608 || (this.current.set(e, [t, n]), fn?.set(e, t)), this.is_fork || (e.v = t);
		}
		activate() {
			j = this;
		}
		deactivate() {
			j = null, fn = null;
		}
		flush() {
			try {
				hn = !0, j = this, this.#m();
			} finally {
				vn = 0, pn = null, gn = null, _n = null, hn = !1, j = null, fn = null, An.clear();
			}
		}
		discard() {
			for (let e of this.#t) e(this);
			this.#t.clear();
			for (let e of this.async_deriveds.values()) e.reject(Qt);
			this.#x(), this.#i?.resolve();
		}
		register_created_effect(e) {
			this.#o.push(e);
		}
		#b() {
			for (let u = ln; u !== null; u = u.next) {
				var e = u.id < this.id, t = [];
				for (let [r, [i, a]] of this.current) {
					if (u.current.has(r)) {
						var n = u.current.get(r)[0];
						if (e && i !== n) u.current.set(r, [i, a]);
						else continue;
					}
					t.push(r);
				}
				if (e) for (let [e, t] of this.async_deriveds) {
					let n = u.async_deriveds.get(e);
					n && t.promise.then(n.resolve).catch(n.reject);
				}
				var r = [...u.current.keys()].filter((e) => !u.current.get(e)[1]);
				if (u.started && r.length !== 0) {
					var i = r.filter((e) => !this.current.has(e));
					if (i.length === 0) e && u.discard();
					else if (t.length > 0) {
						if (e) for (let e of this.#l) u.unskip_effect(e, (e) => {
							e.f & 4194320 ? u.schedule(e) : u.#y([e]);
						});
						u.activate();
						var a = /* @__PURE__ */ new Set(), o = /* @__PURE__ */ new Map();
						for (var s of t) rn(s, i, a, o);
						o = /* @__PURE__ */ new Map();
						var c = [...u.current].filter(([e, t]) => {
							let n = this.current.get(e);
							return !n || n[0] !== t[0] || n[1] !== t[1];
						}).map(([e]) => e);
						if (c.length > 0) for (let e of this.#o) !(e.f & 155648) && an(e, c, o) && (e.f & 4194320 ? (Ct(e, w), u.schedule(e)) : u.add_dirty_reaction(e, w));
						if (u.#a.length > 0 && !u.#u) {
							u.apply();
							for (var l of u.#p()) u.#h(l, [], []);
						}
						u.deactivate();
					}
				}
			}
		}
		increment(e, t) {
			if (this.#n += 1, e) {
				let e = this.#r.get(t) ?? 0;
				this.#r.set(t, e + 1);
			}
		}
		decrement(e, t) {
			if (--this.#n, e) {
				let e = this.#r.get(t) ?? 0;
				e === 1 ? this.#r.delete(t) : this.#r.set(t, e - 1);
			}
			this.#u || (this.#u = !0, yt(() => {
				this.#u = !1, this.linked && this.flush();
			}));
		}
		transfer_reactions(e) {
			for (let [t, n] of e) this.add_dirty_reaction(t, n);
			e.clear();
		}
		add_dirty_reaction(e, t) {
			(t === 2048 || this.#s.get(e) !== 2048) && this.#s.set(e, t);
		}
		oncommit(e) {
			this.#e.add(e);
		}
		ondiscard(e) {
			this.#t.add(e);
		}
		settled() {
			return (this.#i ??= s()).promise;
		}
		static ensure() {
			if (j === null) {
				let t = j = new e();
				!hn && !mn && yt(() => {
					t.started || t.flush();
				});
			}
			return j;
		}
		apply() {
			if (!st || !this.is_fork && this.prev === null && this.next === null) fn = null;
			else {
				fn = /* @__PURE__ */ new Map();
				for (let [e, [t]] of this.current) fn.set(e, t);
				for (let e = ln; e !== null; e = e.next) if (!(e === this || e.is_fork) && (e.id >= this.id || !e.#_(this))) for (let [t, n] of e.previous) fn.has(t) || fn.set(t, n);
			}
		}
		schedule(e) {
			pn = e, e.b?.is_pending && e.f & 16777228 && !(e.f & 32768) ? e.b.defer_effect(e) : this.#a.push(e);
		}
		#x() {
			if (this.linked) {
				var e = this.prev, t = this.next;
				e === null ? ln = t : e.next = t, t === null ? un = e : t.prev = e, this.linked = !1;
			}
		}
	}, xn = null;
}));
function Cn(e, t) {
	return {
		f: 0,
		v: e,
		reactions: null,
		equals: He,
		rv: 0,
		wv: 0
	};
}
/*#__NO_SIDE_EFFECTS__*/
function M(e, t) {
	let n = Cn(e, t);
	return Pr(n), n;
}
/*#__NO_SIDE_EFFECTS__*/
function wn(e, t = !1, n = !0) {
	let r = Cn(e);
	return t || (r.equals = We), ct && n && gt !== null && gt.l !== null && (gt.l.s ??= []).push(r), r;
}
function N(e, t, n = !1) {
	return Xr !== null && (!Zr || Xr.f & 131072) && ht() && Xr.f & 4325394 && (Qr === null || !Qr.has(e)) && rt(), Tn(e, n ? Fn(t) : t, _n);
}
function Tn(e, t, n = null) {
	if (!e.equals(t)) {
		Yr ? An.set(e, t) : An.has(e) || An.set(e, e.v);
		var r = bn.ensure();
		if (r.capture(e, t), e.f & 2) {
			let t = e;
			e.f & 2048 && Jt(t), fn === null && wt(t);
		}
		e.wv = Lr(), Mn = null, Nn = 0, On(e, w, n), Mn = null, ht() && V !== null && V.f & 1024 && !(V.f & 96) && (ti === null ? Fr([e]) : ti.push(e)), !r.is_fork && kn.size > 0 && !jn && En();
	}
	return t;
}
function En() {
	jn = !1;
	for (let e of kn) {
		e.f & 1024 && Ct(e, ee);
		let t;
		try {
			t = Rr(e);
		} catch {
			t = !0;
		}
		t && Wr(e);
	}
	kn.clear();
}
function Dn(e) {
	N(e, e.v + 1);
}
function On(e, t, n) {
	var r = e.reactions;
	if (r !== null) {
		var i = ht(), a = r.length;
		if (Nn += a, Nn > 1e5 && Mn === null && (Mn = /* @__PURE__ */ new Set()), Mn !== null) {
			if (Mn.has(e)) return;
			Mn.add(e);
		}
		for (var o = 0; o < a; o++) {
			var s = r[o], c = s.f;
			if (i || s !== V) {
				var l = (c & w) === 0;
				if (l && Ct(s, t), c & 131072) kn.add(s);
				else if (c & 2) {
					var u = s;
					fn?.delete(u), On(u, ee, n);
				} else if (l) {
					var d = s;
					c & 16 && xn !== null && xn.add(d), n === null ? on(d) : n.push(d);
				}
			}
		}
	}
}
var kn, An, jn, Mn, Nn, Pn = t((() => {
	i(), H(), Ge(), Ce(), at(), lt(), dt(), ft(), _t(), Sn(), Rn(), $t(), Et(), kn = /* @__PURE__ */ new Set(), An = /* @__PURE__ */ new Map(), jn = !1, Mn = null, Nn = 0;
}));
// node_modules/svelte/src/internal/client/proxy.js
function Fn(e) {
	if (typeof e != "object" || !e || fe in e || pe in e) return e;
	let t = v(e);
	if (t !== g && t !== _) return e;
	var n = /* @__PURE__ */ new Map(), r = l(e), i = /* @__PURE__ */ M(0), a = null, o = ii, s = (e) => {
		if (ii === o) return e();
		var t = Xr, n = ii;
		Mr(null), Ir(o);
		var r = e();
		return Mr(t), Ir(n), r;
	};
	return r && n.set("length", /* @__PURE__ */ M(e.length, a)), new Proxy(e, {
		defineProperty(e, t, r) {
			"value" in r && r.configurable !== !1 && r.enumerable !== !1 && r.writable !== !1 || tt();
			var i = n.get(t);
			return i === void 0 ? s(() => {
				var e = /* @__PURE__ */ M(r.value, a);
				return n.set(t, e), e;
			}) : N(i, r.value, !0), !0;
		},
		deleteProperty(e, t) {
			var r = n.get(t);
			if (r === void 0) {
				if (t in e) {
					let e = s(() => /* @__PURE__ */ M(Te, a));
					n.set(t, e), Dn(i);
				}
			} else N(r, Te), Dn(i);
			return !0;
		},
		get(t, r, i) {
			if (r === fe) return e;
			var o = n.get(r), c = r in t;
			if (o === void 0 && (!c || m(t, r)?.writable) && (o = s(() => /* @__PURE__ */ M(Fn(c ? t[r] : Te), a)), n.set(r, o)), o !== void 0) {
				var l = B(o);
				return l === Te ? void 0 : l;
			}
			return Reflect.get(t, r, i);
		},
		getOwnPropertyDescriptor(e, t) {
			this.has?.(e, t);
			var r = Reflect.getOwnPropertyDescriptor(e, t), i = n.get(t);
			if (i !== void 0) {
				var a = B(i);
				if (a === Te) return;
				if (r && "value" in r) r.value = a;
				else return {
					enumerable: !0,
					configurable: !0,
					value: a,
					writable: !0
				};
			}
			return r;
		},
		has(e, t) {
			if (t === fe) return !0;
			var r = n.get(t), i = r !== void 0 && r.v !== Te || Reflect.has(e, t);
			return (r !== void 0 || (V !== null || Xr !== null) && (!i || m(e, t)?.writable)) && (r === void 0 && (r = s(() => /* @__PURE__ */ M(i ? Fn(e[t]) : Te, a)), n.set(t, r)), B(r) === Te) ? !1 : i;
		},
		set(e, t, o, c) {
			var l = n.get(t), u = t in e;
			if (r && t === "length") for (var d = o; d < l.v; d += 1) {
				var f = n.get(d + "");
				f === void 0 ? d in e && (f = s(() => /* @__PURE__ */ M(Te, a)), n.set(d + "", f)) : N(f, Te);
			}
			if (l === void 0) (!u || m(e, t)?.writable) && (l = s(() => /* @__PURE__ */ M(void 0, a)), N(l, Fn(o)), n.set(t, l));
			else {
				u = l.v !== Te;
				var p = s(() => Fn(o));
				N(l, p);
			}
			var h = Reflect.getOwnPropertyDescriptor(e, t);
			if (h?.set && h.set.call(c, o), !u) {
				if (r && typeof t == "string") {
					var g = n.get("length"), _ = Number(t);
					Number.isInteger(_) && _ >= g.v && N(g, _ + 1);
				}
				Dn(i);
			}
			return !0;
		},
		ownKeys(e) {
			B(i);
			var t = Reflect.ownKeys(e).filter((e) => {
				var t = n.get(e);
				return t === void 0 || t.v !== Te;
			});
			for (var [r, a] of n) a.v !== Te && !(r in e) && t.push(r);
			return t;
		},
		setPrototypeOf() {
			nt();
		}
	});
}
function In(e) {
	try {
		if (typeof e == "object" && e && fe in e) return e[fe];
	} catch {}
	return e;
}
function Ln(e, t) {
	return Object.is(In(e), In(t));
}
var Rn = t((() => {
	i(), H(), x(), Pn(), Ce(), ke(), at(), dt(), ft(), lt();
})), zn = t((() => {
	Pe(), Rn();
}));
// node_modules/svelte/src/internal/client/dom/operations.js
function Bn() {
	if (Jn === void 0) {
		Jn = window, Yn = document, Xn = /Firefox/.test(navigator.userAgent);
		var e = Element.prototype, t = Node.prototype, n = Text.prototype;
		Zn = m(t, "firstChild").get, Qn = m(t, "nextSibling").get, y(e) && (e[_e] = void 0, e[ge] = null, e[ve] = void 0, e.__e = void 0), y(n) && (n[ye] = void 0);
	}
}
function Vn(e = "") {
	return document.createTextNode(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Hn(e) {
	return Zn.call(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Un(e) {
	return Qn.call(e);
}
function P(e, t) {
	if (!E) return /* @__PURE__ */ Hn(e);
	var n = /* @__PURE__ */ Hn(D);
	if (n === null) n = D.appendChild(Vn());
	else if (t && n.nodeType !== 3) {
		var r = Vn();
		return n?.before(r), Ie(r), r;
	}
	return t && qn(n), Ie(n), n;
}
function F(e, t = !1) {
	if (!E) {
		var n = /* @__PURE__ */ Hn(e);
		return n instanceof Comment && n.data === "" ? /* @__PURE__ */ Un(n) : n;
	}
	if (t) {
		if (D?.nodeType !== 3) {
			var r = Vn();
			return D?.before(r), Ie(r), r;
		}
		qn(D);
	}
	return D;
}
function I(e, t = !1) {
	if (!E) return /* @__PURE__ */ Hn(e);
	var n = P(e, t);
	return T(e), n;
}
function L(e, t = 1, n = !1) {
	let r = E ? D : e;
	for (var i; t--;) i = r, r = /* @__PURE__ */ Un(r);
	if (!E) return r;
	if (n) {
		if (r?.nodeType !== 3) {
			var a = Vn();
			return r === null ? i?.after(a) : r.before(a), Ie(a), a;
		}
		qn(r);
	}
	return Ie(r), r;
}
function Wn(e) {
	e.textContent = "";
}
function Gn() {
	return !st || xn !== null ? !1 : (V.f & re) !== 0;
}
function Kn(e, t, n) {
	return t == null || t === "http://www.w3.org/1999/xhtml" ? n ? document.createElement(e, { is: n }) : document.createElement(e) : n ? document.createElementNS(t, e, { is: n }) : document.createElementNS(t, e);
}
function qn(e) {
	if (e.nodeValue.length < 65536) return;
	let t = e.nextSibling;
	for (; t !== null && t.nodeType === 3;) t.remove(), e.nodeValue += t.nodeValue, t = e.nextSibling;
}
var Jn, Yn, Xn, Zn, Qn, $n = t((() => {
	Ve(), i(), zn(), x(), H(), lt(), Ce(), Sn(), ke();
}));
// node_modules/svelte/src/internal/client/error-handling.js
function er(e) {
	var t = V;
	if (t === null) return Xr.f |= de, e;
	if (!(t.f & 32768) && !(t.f & 4)) throw e;
	tr(e, t);
}
function tr(e, t) {
	if (e === we) throw e;
	if (!(t !== null && t.f & 16384)) {
		for (; t !== null;) {
			if (t.f & 128 && !(t.f & 33570816)) {
				if (!(t.f & 32768)) throw e;
				try {
					t.b.error(e);
					return;
				} catch (t) {
					e = t;
				}
			}
			t = t.parent;
		}
		throw e;
	}
}
var nr = t((() => {
	i(), ke(), $n(), Ce(), x(), H();
}));
// node_modules/svelte/src/internal/client/reactivity/effects.js
function rr(e) {
	V === null && (Xr === null && Qe(e), Ze()), Yr && Xe(e);
}
function ir(e, t) {
	var n = t.last;
	n === null ? t.last = t.first = e : (n.next = e, e.prev = n, t.last = e);
}
function ar(e, t) {
	var n = V;
	n !== null && n.f & 8192 && (e |= te);
	var r = {
		ctx: gt,
		deps: null,
		nodes: null,
		f: e | w | 512,
		first: null,
		fn: t,
		last: null,
		next: null,
		parent: n,
		b: n && n.b,
		prev: null,
		teardown: null,
		wv: 0,
		ac: null
	};
	j?.register_created_effect(r);
	var i = r;
	if (e & 4) gn === null ? bn.ensure().schedule(r) : gn.push(r);
	else if (t !== null) {
		try {
			Wr(r);
		} catch (e) {
			throw xr(r), e;
		}
		i.deps === null && i.teardown === null && i.nodes === null && i.first === i.last && !(i.f & 524288) && (i = i.first, e & 16 && e & 65536 && i !== null && (i.f |= ae));
	}
	if (i !== null && (i.parent = n, n !== null && ir(i, n), Xr !== null && Xr.f & 2 && !(e & 64))) {
		var a = Xr;
		(a.effects ??= []).push(i);
	}
	return r;
}
function or() {
	return Xr !== null && !Zr;
}
function sr(e) {
	let t = ar(8, null);
	return Ct(t, C), t.teardown = e, t;
}
function cr(e) {
	rr("$effect");
	var t = V.f;
	if (!Xr && t & 32 && gt !== null && !gt.i) {
		var n = gt;
		(n.e ??= []).push(e);
	} else return lr(e);
}
function lr(e) {
	return ar(4 | se, e);
}
function ur(e) {
	return rr("$effect.pre"), ar(8 | se, e);
}
function dr(e) {
	bn.ensure();
	let t = ar(64 | oe, e);
	return (e = {}) => new Promise((n) => {
		e.outro ? wr(t, () => {
			xr(t), n(void 0);
		}) : (xr(t), n(void 0));
	});
}
function fr(e) {
	return ar(4, e);
}
function pr(e) {
	return ar(ue | oe, e);
}
function mr(e, t = 0) {
	return ar(8 | t, e);
}
function R(e, t = [], n = [], r = []) {
	Rt(r, t, n, (t) => {
		ar(8, () => {
			e(...t.map(B));
		});
	});
}
function hr(e, t = 0) {
	return ar(16 | t, e);
}
function gr(e, t = 0) {
	return ar(S | t, e);
}
function _r(e) {
	return ar(32 | oe, e);
}
function vr(e) {
	var t = e.teardown;
	if (t !== null) {
		let n = Yr, r = Xr;
		jr(!0), Mr(null);
		try {
			t.call(null);
		} catch (t) {
			tr(t, e.parent);
		} finally {
			jr(n), Mr(r);
		}
	}
}
function yr(e, t = !1) {
	var n = e.first;
	for (e.first = e.last = null; n !== null;) {
		let e = n.ac;
		e !== null && Ft(() => {
			e.abort(xe);
		});
		var r = n.next;
		n.f & 64 ? n.parent = null : xr(n, t), n = r;
	}
}
function br(e) {
	for (var t = e.first; t !== null;) {
		var n = t.next;
		t.f & 32 || xr(t), t = n;
	}
}
function xr(e, t = !0) {
	var n = !1;
	(t || e.f & 262144) && e.nodes !== null && e.nodes.end !== null && (Sr(e.nodes.start, e.nodes.end), n = !0), e.f |= ie, yr(e, t && !n), Ur(e, 0);
	var r = e.nodes && e.nodes.t;
	if (r !== null) for (let e of r) e.stop();
	vr(e), e.f ^= ie, e.f |= ne;
	var i = e.parent;
	i !== null && i.first !== null && Cr(e), e.next = e.prev = e.teardown = e.ctx = e.deps = e.fn = e.nodes = e.ac = e.b = null;
}
function Sr(e, t) {
	for (; e !== null;) {
		var n = e === t ? null : /* @__PURE__ */ Un(e);
		e.remove(), e = n;
	}
}
function Cr(e) {
	var t = e.parent, n = e.prev, r = e.next;
	n !== null && (n.next = r), r !== null && (r.prev = n), t !== null && (t.first === e && (t.first = r), t.last === e && (t.last = n));
}
function wr(e, t, n = !0) {
	var r = [];
	e.f |= 256, Tr(e, r, !0);
	var i = () => {
		n && xr(e), t && t();
	}, a = r.length;
	if (a > 0) {
		var o = () => --a || i();
		for (var s of r) s.out(o);
	} else i();
}
function Tr(e, t, n) {
	if (!(e.f & 8192)) {
		e.f ^= te;
		var r = e.nodes && e.nodes.t;
		if (r !== null) for (let e of r) (e.is_global || n) && t.push(e);
		for (var i = e.first; i !== null;) {
			var a = i.next;
			if (!(i.f & 64)) {
				var o = !!(i.f & 65536) || !!(i.f & 32) && !!(e.f & 16);
				Tr(i, t, o ? n : !1);
			}
			i = a;
		}
	}
}
function Er(e) {
	e.f &= -257, Dr(e, !0);
}
function Dr(e, t) {
	if (!(e.f & 256) && e.f & 8192) {
		e.f ^= te, e.f & 1024 || (Ct(e, w), bn.ensure().schedule(e));
		for (var n = e.first; n !== null;) {
			var r = n.next, i = !!(n.f & 65536) || !!(n.f & 32);
			Dr(n, i ? t : !1), n = r;
		}
		var a = e.nodes && e.nodes.t;
		if (a !== null) for (let e of a) (e.is_global || t) && e.in();
	}
}
function Or(e, t) {
	if (e.nodes) for (var n = e.nodes.start, r = e.nodes.end; n !== null;) {
		var i = n === r ? null : /* @__PURE__ */ Un(n);
		t.append(n), n = i;
	}
}
var z = t((() => {
	H(), Ce(), nr(), at(), i(), x(), $n(), _t(), Sn(), Ut(), Lt(), Et();
})), kr, Ar = t((() => {
	Pn(), H(), kr = null;
}));
// node_modules/svelte/src/internal/client/runtime.js
function jr(e) {
	Yr = e;
}
function Mr(e) {
	Xr = e;
}
function Nr(e) {
	V = e;
}
function Pr(e) {
	Xr !== null && (!st && Xr.f & 2097152 || Xr.f & 2) && (Qr ??= /* @__PURE__ */ new Set()).add(e);
}
function Fr(e) {
	ti = e;
}
function Ir(e) {
	ii = e;
}
function Lr() {
	return ++ni;
}
function Rr(e) {
	var t = e.f;
	if (t & 2048) return !0;
	if (t & 4096) {
		for (var n = e.deps, r = n.length, i = 0; i < r; i++) {
			var a = n[i];
			if (Rr(a) && Yt(a), a.wv > e.wv) return !0;
		}
		t & 512 && fn === null && Ct(e, C);
	}
	return !1;
}
function zr(e, t, n = !0) {
	var r = e.reactions;
	if (r !== null && (st || Qr === null || !Qr.has(e))) for (var i = 0; i < r.length; i++) {
		var a = r[i];
		a.f & 2 ? zr(a, t, !1) : t === a && (n ? Ct(a, w) : a.f & 1024 && Ct(a, ee), on(a));
	}
}
function Br(e) {
	var t = $r, n = ei, r = ti, i = Xr, a = Qr, o = gt, s = Zr, c = ii, l = e.f;
	$r = null, ei = 0, ti = null, Xr = l & 96 ? null : e, Qr = null, pt(e.ctx), Zr = !1, ii = ++ri, e.ac !== null && (Ft(() => {
		e.ac.abort(xe);
	}), e.ac = null);
	try {
		e.f |= le;
		var u = e.fn, d = u();
		e.f |= re;
		var f = Vr(e);
		if (ht() && ti !== null && !Zr && f !== null && !(e.f & 6146)) for (var p = 0; p < ti.length; p++) zr(ti[p], e);
		if (i !== null && i !== e) {
			if (ri++, i.deps !== null) for (let e = 0; e < n; e += 1) i.deps[e].rv = ri;
			if (t !== null) for (let e of t) e.rv = ri;
			ti !== null && (r === null ? r = ti : r.push(...ti));
		}
		return e.f & 8388608 && (e.f ^= de), d;
	} catch (t) {
		return Vr(e), er(t);
	} finally {
		e.f ^= le, $r = t, ei = n, ti = r, Xr = i, Qr = a, pt(o), Zr = s, ii = c;
	}
}
function Vr(e) {
	var t = e.deps, n = j?.is_fork;
	if ($r !== null) {
		var r;
		if (n || Ur(e, ei), t !== null && ei > 0) for (t.length = ei + $r.length, r = 0; r < $r.length; r++) t[ei + r] = $r[r];
		else e.deps = t = $r;
		if (or() && e.f & 512) for (r = ei; r < t.length; r++) (t[r].reactions ??= []).push(e);
	} else !n && t !== null && ei < t.length && (Ur(e, ei), t.length = ei);
	return t;
}
function Hr(e, t) {
	let n = t.reactions;
	if (n !== null) {
		var r = u.call(n, e);
		if (r !== -1) {
			var i = n.length - 1;
			i === 0 ? n = t.reactions = null : (n[r] = n[i], n.pop());
		}
	}
	if (n === null && t.f & 2 && ($r === null || !d.call($r, t))) {
		var a = t;
		a.f & 512 && (a.f ^= 512), a.v !== Te && wt(a), a.ac !== null && Ft(() => {
			a.ac.abort(xe), a.ac = null, Ct(a, w);
		}), Xt(a), Ur(a, 0);
	}
}
function Ur(e, t) {
	var n = e.deps;
	if (n !== null) for (var r = t; r < n.length; r++) Hr(e, n[r]);
}
function Wr(e) {
	var t = e.f;
	if (!(t & 16384)) {
		Ct(e, C);
		var n = V;
		V = e;
		try {
			t & 16777232 ? br(e) : yr(e), vr(e);
			var r = Br(e);
			e.teardown = typeof r == "function" ? r : null, e.wv = ni;
		} finally {
			V = n;
		}
	}
}
async function Gr() {
	if (st) return new Promise((e) => {
		requestAnimationFrame(() => e()), setTimeout(() => e());
	});
	await Promise.resolve(), en();
}
function B(e) {
	var t = !!(e.f & 2);
	if (kr?.add(e), Xr !== null && !Zr && !(V !== null && V.f & 16384) && (Qr === null || !Qr.has(e))) {
		var n = Xr.deps;
		if (Xr.f & 2097152) e.rv < ri && (e.rv = ri, $r === null && n !== null && n[ei] === e ? ei++ : $r === null ? $r = [e] : $r.push(e));
		else {
			Xr.deps ??= [], d.call(Xr.deps, e) || Xr.deps.push(e);
			var r = e.reactions;
			r === null ? e.reactions = [Xr] : d.call(r, Xr) || r.push(Xr);
		}
	}
	if (Yr && An.has(e)) return An.get(e);
	if (t) {
		var i = e;
		if (Yr) {
			var a = i.v;
			return (!(i.f & 1024) && i.reactions !== null || qr(i)) && (a = Jt(i)), An.set(i, a), a;
		}
		var o = !(i.f & 512) && !Zr && Xr !== null && !!(Xr.f & 512), s = (i.f & re) === 0;
		Rr(i) && (o && (i.f |= 512), Yt(i)), o && !s && (Zt(i), Kr(i));
	}
	if (fn?.has(e)) return fn.get(e);
	if (e.f & 8388608) throw e.v;
	return e.v;
}
function Kr(e) {
	if (e.f |= 512, e.deps !== null) for (let n of e.deps) {
		var t = n.reactions;
		t === null ? n.reactions = [e] : d.call(t, e) || t.push(e), n.f & 2 && !(n.f & 512) && (Zt(n), Kr(n));
	}
}
function qr(e) {
	if (e.v === Te) return !0;
	if (e.deps === null) return !1;
	for (let t of e.deps) if (An.has(t) || t.f & 2 && qr(t)) return !0;
	return !1;
}
function Jr(e) {
	var t = Zr;
	try {
		return Zr = !0, e();
	} finally {
		Zr = t;
	}
}
var Yr, Xr, Zr, V, Qr, $r, ei, ti, ni, ri, ii, H = t((() => {
	i(), x(), z(), Ce(), Pn(), $t(), lt(), dt(), ft(), _t(), Sn(), nr(), ke(), Ar(), Lt(), Et(), Pe(), Yr = !1, Xr = null, Zr = !1, V = null, Qr = null, $r = null, ei = 0, ti = null, ni = 1, ri = 0, ii = ri;
})), ai = t((() => {
	Z(), Cs(), z();
}));
function oi(e) {
	return e.endsWith("capture") && e !== "gotpointercapture" && e !== "lostpointercapture";
}
function si(e) {
	return di.includes(e);
}
function ci(e) {
	return e = e.toLowerCase(), pi[e] ?? e;
}
function li(e) {
	return mi.includes(e);
}
function ui(e) {
	return gi.includes(e);
}
var di, fi, pi, mi, hi, gi, _i = t((() => {
	di = [
		"beforeinput",
		"click",
		"change",
		"dblclick",
		"contextmenu",
		"focusin",
		"focusout",
		"input",
		"keydown",
		"keyup",
		"mousedown",
		"mousemove",
		"mouseout",
		"mouseover",
		"mouseup",
		"pointerdown",
		"pointermove",
		"pointerout",
		"pointerover",
		"pointerup",
		"touchend",
		"touchmove",
		"touchstart"
	], fi = /* @__PURE__ */ "allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback".split("."), pi = {
		formnovalidate: "formNoValidate",
		ismap: "isMap",
		nomodule: "noModule",
		playsinline: "playsInline",
		readonly: "readOnly",
		defaultvalue: "defaultValue",
		defaultchecked: "defaultChecked",
		srcobject: "srcObject",
		novalidate: "noValidate",
		allowfullscreen: "allowFullscreen",
		disablepictureinpicture: "disablePictureInPicture",
		disableremoteplayback: "disableRemotePlayback"
	}, [...fi], mi = ["touchstart", "touchmove"], hi = [
		"$state",
		"$state.raw",
		"$derived",
		"$derived.by"
	], [...hi], gi = [
		"textarea",
		"script",
		"style",
		"title"
	];
})), vi = t((() => {
	Ce(), _i(), H();
})), yi = t((() => {
	Ce(), Ve(), _t();
}));
// node_modules/svelte/src/internal/client/dom/elements/events.js
function bi(e, t, n, r = {}) {
	function i(e) {
		if (r.capture || wi.call(t, e), !e.cancelBubble) return Ft(() => n?.call(this, e));
	}
	return e.startsWith("pointer") || e.startsWith("touch") || e === "wheel" ? (i.__removed = !1, yt(() => {
		i.__removed || t.addEventListener(e, i, r);
	})) : t.addEventListener(e, i, r), i;
}
function xi(e, t, n, r = {}) {
	var i = bi(t, e, n, r);
	return () => {
		i.__removed = !0, e.removeEventListener(t, i, r);
	};
}
function Si(e, t, n, r, i) {
	var a = {
		capture: r,
		passive: i
	}, o = bi(e, t, n, a);
	(t === document.body || t === window || t === document || t instanceof HTMLMediaElement) && sr(() => {
		o.__removed = !0, t.removeEventListener(e, o, a);
	});
}
function U(e, t, n) {
	(t[Ti] ??= {})[e] = n;
}
function Ci(e) {
	for (var t = 0; t < e.length; t++) Ei.add(e[t]);
	for (var n of Di) n(e);
}
function wi(e) {
	var t = this, n = t.ownerDocument, r = e.type, i = e.composedPath?.() || [], a = i[0] || e.target;
	Oi = e, ki || (ki = !0, setTimeout(() => {
		ki = !1, Oi = null;
	}));
	var o = 0, s = Oi === e && e[Ti];
	if (s) {
		var c = i.indexOf(s);
		if (c !== -1 && (t === document || t === window)) {
			e[Ti] = t;
			return;
		}
		var l = i.indexOf(t);
		if (l === -1) return;
		c <= l && (o = c);
	}
	if (a = i[o] || e.target, a !== t) {
		p(e, "currentTarget", {
			configurable: !0,
			get() {
				return a || n;
			}
		});
		var u = Xr, d = V;
		Mr(null), Nr(null);
		try {
			for (var f, m = []; a !== null && a !== t;) {
				try {
					var h = a[Ti]?.[r];
					h == null || a.disabled && e.target !== a || h.call(a, e);
				} catch (e) {
					f ? m.push(e) : f = e;
				}
				if (e.cancelBubble) break;
				o++, a = o < i.length ? i[o] : null;
			}
			if (f) {
				for (let e of m) queueMicrotask(() => {
					throw e;
				});
				throw f;
			}
		} finally {
			e[Ti] = t, delete e.currentTarget, Mr(u), Nr(d);
		}
	}
}
var Ti, Ei, Di, Oi, ki, Ai = t((() => {
	z(), x(), Ve(), St(), H(), Lt(), Ti = Symbol("events"), Ei = /* @__PURE__ */ new Set(), Di = /* @__PURE__ */ new Set(), Oi = null, ki = !1;
}));
// node_modules/svelte/src/internal/client/dom/reconciler.js
function ji(e) {
	return Ni?.createHTML(e) ?? e;
}
function Mi(e) {
	var t = Kn("template");
	return t.innerHTML = ji(e.replaceAll("<!>", "<!---->")), t.content;
}
var Ni, Pi = t((() => {
	$n(), Ni = globalThis?.window?.trustedTypes && /* @__PURE__ */ globalThis.window.trustedTypes.createPolicy("svelte-trusted-html", { createHTML: (e) => e });
}));
// node_modules/svelte/src/internal/client/dom/template.js
function Fi(e, t) {
	var n = V;
	n.nodes === null && (n.nodes = {
		start: e,
		end: t,
		a: null,
		t: null
	});
}
/*#__NO_SIDE_EFFECTS__*/
function W(e, t) {
	var n = !!(t & 1), r = !!(t & 2), i, a = !e.startsWith("<!>");
	return () => {
		if (E) return Fi(D, null), D;
		i === void 0 && (i = Mi(a ? e : "<!>" + e), n || (i = /* @__PURE__ */ Hn(i)));
		var t = r || Xn ? document.importNode(i, !0) : i.cloneNode(!0);
		if (n) {
			var o = /* @__PURE__ */ Hn(t), s = t.lastChild;
			Fi(o, s);
		} else Fi(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Ii(e, t, n = "svg") {
	var r = !e.startsWith("<!>"), i = !!(t & 1), a = `<${n}>${r ? e : "<!>" + e}</${n}>`, o;
	return () => {
		if (E) return Fi(D, null), D;
		if (!o) {
			var e = /* @__PURE__ */ Hn(Mi(a));
			if (i) for (o = document.createDocumentFragment(); /* @__PURE__ */ Hn(e);) o.appendChild(/* @__PURE__ */ Hn(e));
			else o = /* @__PURE__ */ Hn(e);
		}
		var t = o.cloneNode(!0);
		if (i) {
			var n = /* @__PURE__ */ Hn(t), r = t.lastChild;
			Fi(n, r);
		} else Fi(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function G(e, t) {
	return /* @__PURE__ */ Ii(e, t, "svg");
}
function Li(e = "") {
	if (!E) {
		var t = Vn(e + "");
		return Fi(t, t), t;
	}
	var n = D;
	return n.nodeType === 3 ? qn(n) : (n.before(n = Vn()), Ie(n)), Fi(n, n), n;
}
function Ri() {
	if (E) return Fi(D, null), D;
	var e = document.createDocumentFragment(), t = document.createComment(""), n = Vn();
	return e.append(t, n), Fi(t, n), e;
}
function K(e, t) {
	if (E) {
		var n = V;
		n.f & 32768 && n.nodes.end !== null || (n.nodes.end = D), Le();
	} else e !== null && e.before(t);
}
function zi() {
	if (E && D && D.nodeType === 8 && D.textContent?.startsWith("$")) {
		let e = D.textContent.substring(1);
		return Le(), e;
	}
	return (window.__svelte ??= {}).uid ??= 1, `c${window.__svelte.uid++}`;
}
var Bi = t((() => {
	Ve(), $n(), Pi(), H(), ke(), Ce();
}));
// node_modules/svelte/src/reactivity/create-subscriber.js
function Vi(e) {
	let t = 0, n = Cn(0), r;
	return () => {
		or() && (B(n), mr(() => (t === 0 && (r = Jr(() => e(() => Dn(n)))), t += 1, () => {
			yt(() => {
				--t, t === 0 && (r?.(), r = void 0, Dn(n));
			});
		})));
	};
}
var Hi = t((() => {
	H(), z(), Pn(), dt(), i(), St();
}));
// node_modules/svelte/src/internal/client/dom/blocks/boundary.js
function Ui(e, t, n, r) {
	new Gi(e, t, n, r);
}
var Wi, Gi, Ki = t((() => {
	Ce(), ke(), _t(), nr(), z(), H(), Ve(), St(), at(), Pe(), i(), Sn(), Pn(), dt(), Hi(), $n(), Ot(), Wi = ae | oe, Gi = class {
		parent;
		is_pending = !1;
		transform_error;
		#e;
		#t = E ? D : null;
		#n;
		#r;
		#i;
		#a = null;
		#o = null;
		#s = null;
		#c = null;
		#l = 0;
		#u = 0;
		#d = !1;
		#f = /* @__PURE__ */ new Map();
		#p = null;
		#m = Vi(() => (this.#p = Cn(this.#l), () => {
			this.#p = null;
		}));
		constructor(e, t, n, r) {
			this.#e = e, this.#n = t, this.#r = (e) => {
				var t = V;
				t.b = this, t.f |= 128, n(e);
			}, this.parent = V.b, this.transform_error = r ?? this.parent?.transform_error ?? ((e) => e), this.#i = hr(() => {
				if (E) {
					let e = Be(this.#t);
					Le();
					let t = e === "[!";
					if (e.startsWith("[?")) {
						let t = JSON.parse(e.slice(2));
						this.#g(t);
					} else t ? this.#y() : this.#h();
				} else this.#b();
			}, Wi), E && (this.#e = D);
		}
		#h() {
			try {
				this.#a = _r(() => this.#r(this.#e));
			} catch (e) {
				this.error(e);
			}
		}
		#g(e) {
			let t = this.#n.failed, { reset: n, invoke_onerror: r } = this.#_(e);
			yt(r), t && (this.#s = _r(() => {
				t(this.#e, () => e, () => n);
			}));
		}
		#_(e) {
			var t = !1, n = !1;
			let r = () => {
				this.#v() || (t ? Ne() : (t = !0, n && it(), this.#s !== null && wr(this.#s, () => {
					this.#s = null;
				}), this.#S(() => {
					this.#b();
				})));
			};
			return {
				reset: r,
				invoke_onerror: () => {
					if (!this.#v()) try {
						n = !0, this.#n.onerror?.(e, r), n = !1;
					} catch (e) {
						tr(e, this.#i && this.#i.parent);
					}
				}
			};
		}
		#v() {
			return (this.#i.f & (ne | ie)) !== 0;
		}
		#y() {
			let e = this.#n.pending;
			e && (this.is_pending = !0, this.#o = _r(() => e(this.#e)), yt(() => {
				if (!this.#v()) {
					var e = this.#c = document.createDocumentFragment(), t = Vn(), n = !1;
					e.append(t), this.#a = this.#S(() => {
						try {
							return _r(() => this.#r(t));
						} catch (e) {
							try {
								this.error(e), n = !0;
							} catch (e) {
								tr(e, this.#i.parent);
							}
							return null;
						}
					}), this.#a === null ? (this.#c = null, n && this.#x(j)) : this.#u === 0 && (this.#e.before(e), this.#c = null, wr(this.#o, () => {
						this.#o = null;
					}), this.#x(j));
				}
			}));
		}
		#b() {
			try {
				if (this.is_pending = this.has_pending_snippet(), this.#u = 0, this.#l = 0, this.#a = _r(() => {
					this.#r(this.#e);
				}), this.#u > 0) {
					var e = this.#c = document.createDocumentFragment();
					Or(this.#a, e);
					let t = this.#n.pending;
					this.#o = _r(() => t(this.#e));
				} else this.#x(j);
			} catch (e) {
				this.error(e);
			}
		}
		#x(e) {
			this.is_pending = !1, e.transfer_reactions(this.#f);
		}
		defer_effect(e) {
			Dt(e, this.#f);
		}
		is_rendered() {
			return !this.is_pending && (!this.parent || this.parent.is_rendered());
		}
		has_pending_snippet() {
			return !!this.#n.pending;
		}
		#S(e) {
			var t = V, n = Xr, r = gt;
			Nr(this.#i), Mr(this.#i), pt(this.#i.ctx);
			try {
				return bn.ensure(), e();
			} finally {
				Nr(t), Mr(n), pt(r);
			}
		}
		#C(e, t) {
			this.has_pending_snippet() ? (this.#u += e, this.#u === 0 && (this.#x(t), this.#o && wr(this.#o, () => {
				this.#o = null;
			}), this.#c &&= (this.#e.before(this.#c), null))) : this.parent && this.parent.#C(e, t);
		}
		update_pending_count(e, t) {
			this.#C(e, t), this.#l += e, !this.#p || this.#d || (this.#d = !0, yt(() => {
				this.#d = !1, this.#p && Tn(this.#p, this.#l);
			}));
		}
		get_effect_pending() {
			return this.#m(), B(this.#p);
		}
		error(e) {
			if (e === we || !this.#n.onerror && !this.#n.failed) throw e;
			j?.is_fork ? (this.#a && j.skip_effect(this.#a), this.#o && j.skip_effect(this.#o), this.#s && j.skip_effect(this.#s), j.oncommit(() => {
				this.#v() || this.#w(e);
			})) : this.#w(e);
		}
		#w(e) {
			this.#a &&= (xr(this.#a), null), this.#o &&= (xr(this.#o), null), this.#s &&= (xr(this.#s), null), E && (Ie(this.#t), Re(), Ie(ze()));
			let t = this.#n.failed, n = (e) => {
				if (this.#v()) return;
				let { reset: n, invoke_onerror: r } = this.#_(e);
				r(), t && !this.#v() && (this.#s = this.#S(() => {
					try {
						return _r(() => {
							var r = V;
							r.b = this, r.f |= 128, t(this.#e, () => e, () => n);
						});
					} catch (e) {
						return tr(e, this.#i.parent), null;
					}
				}));
			};
			yt(() => {
				if (!this.#v()) {
					var t;
					try {
						t = this.transform_error(e);
					} catch (e) {
						tr(e, this.#i && this.#i.parent);
						return;
					}
					typeof t == "object" && t && typeof t.then == "function" ? t.then(n, (e) => tr(e, this.#i && this.#i.parent)) : n(t);
				}
			});
		}
	};
}));
// node_modules/svelte/src/internal/client/render.js
function qi(e) {
	Zi = e;
}
function q(e, t) {
	var n = t == null ? "" : typeof t == "object" ? `${t}` : t;
	n !== (e[ye] ??= e.nodeValue) && (e[ye] = n, e.nodeValue = `${n}`);
}
function Ji(e, t) {
	return Yi(e, t);
}
function Yi(e, { target: t, anchor: n, props: r = {}, events: i, context: a, intro: o = !0, transformError: s }) {
	Bn();
	var c = void 0, l = dr(() => {
		var l = n ?? t.appendChild(Vn());
		Ui(l, { pending: () => {} }, (t) => {
			O({});
			var n = gt;
			if (a && (n.c = a), i && (r.$$events = i), E && Fi(t, null), Zi = o, c = e(t, r) || mt(), Zi = !0, E && (V.nodes.end = D, D === null || D.nodeType !== 8 || D.data !== "]")) throw je(), we;
			k();
		}, s);
		var u = /* @__PURE__ */ new Set(), d = (e) => {
			for (var n = 0; n < e.length; n++) {
				var r = e[n];
				if (!u.has(r)) {
					u.add(r);
					var i = li(r);
					for (let e of [t, document]) {
						var a = Qi.get(e);
						a === void 0 && (a = /* @__PURE__ */ new Map(), Qi.set(e, a));
						var o = a.get(r);
						o === void 0 ? (e.addEventListener(r, wi, { passive: i }), a.set(r, 1)) : a.set(r, o + 1);
					}
				}
			}
		};
		return d(f(Ei)), Di.add(d), () => {
			for (var e of u) for (let n of [t, document]) {
				var r = Qi.get(n), i = r.get(e);
				--i == 0 ? (n.removeEventListener(e, wi), r.delete(e), r.size === 0 && Qi.delete(n)) : r.set(e, i);
			}
			Di.delete(d), l !== n && l.parentNode?.removeChild(l);
		};
	});
	return $i.set(c, l), c;
}
function Xi(e, t) {
	let n = $i.get(e);
	return n ? ($i.delete(e), n(t)) : Promise.resolve();
}
var Zi, Qi, $i, ea = t((() => {
	i(), $n(), ke(), H(), _t(), z(), Ve(), x(), Ai(), Pe(), at(), Bi(), _i(), Ce(), Ki(), Qi = /* @__PURE__ */ new Map(), $i = /* @__PURE__ */ new WeakMap();
})), ta = t((() => {
	Ce(), Ve(), z(), Pn(), ea(), H();
})), na = t((() => {
	x(), Ce(), _t(), _i();
})), ra = t((() => {
	at(), _t();
})), ia = t((() => {
	ut(), z(), H(), ft();
})), aa = t((() => {
	Ut(), H(), Ve(), Bi();
})), oa = t((() => {
	at();
})), sa, ca = t((() => {
	Sn(), z(), Ce(), Ve(), $n(), i(), sa = class {
		anchor;
		#e = /* @__PURE__ */ new Map();
		#t = /* @__PURE__ */ new Map();
		#n = /* @__PURE__ */ new Map();
		#r = /* @__PURE__ */ new Set();
		#i = !0;
		constructor(e, t = !0) {
			this.anchor = e, this.#i = t;
		}
		#a = (e) => {
			if (this.#e.has(e)) {
				var t = this.#e.get(e), n = this.#t.get(t);
				if (n) Er(n), this.#r.delete(t);
				else {
					var r = this.#n.get(t);
					r && (Er(r.effect), this.#t.set(t, r.effect), this.#n.delete(t), r.fragment.lastChild.remove(), this.anchor.before(r.fragment), n = r.effect);
				}
				for (let [t, n] of this.#e) {
					if (this.#e.delete(t), t === e) break;
					let r = this.#n.get(n);
					r && (xr(r.effect), this.#n.delete(n));
				}
				for (let [e, r] of this.#t) {
					if (e === t || this.#r.has(e)) continue;
					let i = () => {
						if (Array.from(this.#e.values()).includes(e)) {
							var t = document.createDocumentFragment();
							Or(r, t), t.append(Vn()), this.#n.set(e, {
								effect: r,
								fragment: t
							});
						} else xr(r);
						this.#r.delete(e), this.#t.delete(e);
					};
					this.#i || !n ? (this.#r.add(e), wr(r, i, !1)) : i();
				}
			}
		};
		#o = (e) => {
			this.#e.delete(e);
			let t = Array.from(this.#e.values());
			for (let [e, n] of this.#n) t.includes(e) || (xr(n.effect), this.#n.delete(e));
		};
		ensure(e, t) {
			var n = j, r = Gn();
			if (t && !this.#t.has(e) && !this.#n.has(e)) {
				if (r) {
					var i = document.createDocumentFragment(), a = Vn();
					i.append(a), this.#n.set(e, {
						effect: _r(() => t(a)),
						fragment: i
					});
				} else this.#t.set(e, _r(() => t(this.anchor)));
			}
			if (this.#e.set(n, e), r) {
				for (let [t, r] of this.#t) t === e ? n.unskip_effect(r) : n.skip_effect(r);
				for (let [t, r] of this.#n) t === e ? n.unskip_effect(r.effect) : n.skip_effect(r.effect);
				n.oncommit(this.#a), n.ondiscard(this.#o);
			} else E && (this.anchor = D), this.#a(n);
		}
	};
}));
// node_modules/svelte/src/internal/client/dom/blocks/await.js
function la(e, t, n, r, i) {
	E && Le();
	var o = ht(), s = Te, c = o ? Cn(s) : /* @__PURE__ */ wn(s, !1, !1), l = o ? Cn(s) : /* @__PURE__ */ wn(s, !1, !1), u = new sa(e);
	hr(() => {
		var o = j, s = t(), d = !1;
		let f = E && a(s) === (e.data === "[!");
		if (f && (Ie(ze()), Fe(!1)), a(s)) {
			var p = zt(), m = !1;
			let e = (e) => {
				if (!d) {
					m = !0, p(!1), j === o && o.deactivate(), bn.ensure();
					try {
						e();
					} finally {
						Bt(!1), mn || en();
					}
				}
			};
			s.then((t) => {
				e(() => {
					Tn(c, t), u.ensure(da, r && ((e) => r(e, c)));
				});
			}, (t) => {
				e(() => {
					if (Tn(l, t), u.ensure(fa, i && ((e) => i(e, l))), !i) throw l.v;
				});
			}), E ? u.ensure(ua, n) : yt(() => {
				m || e(() => {
					u.ensure(ua, n);
				});
			});
		} else Tn(c, s), u.ensure(da, r && ((e) => r(e, c)));
		return f && Fe(!0), () => {
			d = !0;
		};
	});
}
var ua, da, fa, pa = t((() => {
	x(), z(), Pn(), Ve(), St(), ke(), _t(), Sn(), ca(), Ut(), i(), ua = 0, da = 1, fa = 2;
}));
// node_modules/svelte/src/internal/client/dom/blocks/if.js
function J(e, t, n = !1) {
	var r;
	E && (r = D, Le());
	var i = new sa(e), a = n ? ae : 0;
	function o(e, t) {
		if (E) {
			var n = Be(r);
			if (e !== parseInt(n.substring(1))) {
				var a = ze();
				Ie(a), i.anchor = a, Fe(!1), i.ensure(e, t), Fe(!0);
				return;
			}
		}
		i.ensure(e, t);
	}
	hr(() => {
		var e = !1;
		t((t, n = 0) => {
			e = !0, o(n, t);
		}), e || o(-1, null);
	}, a);
}
var ma = t((() => {
	Ce(), Ve(), z(), ca();
}));
// node_modules/svelte/src/internal/client/dom/blocks/key.js
function ha(e, t, n) {
	E && Le();
	var r = new sa(e), i = !ht();
	hr(() => {
		var e = t();
		e !== e && (e = ga), i && typeof e == "object" && e && (e = {}), r.ensure(e, n);
	});
}
var ga, _a = t((() => {
	_t(), z(), Ve(), ca(), ga = Symbol("NaN");
})), va = t((() => {
	z(), Ve(), $n();
}));
// node_modules/svelte/src/internal/client/dom/blocks/each.js
function ya(e, t) {
	return t;
}
function ba(e, t, n) {
	for (var r = [], i = t.length, a, o = t.length, s = 0; s < i; s++) {
		let n = t[s];
		wr(n, () => {
			if (a) {
				if (a.pending.delete(n), a.done.add(n), a.pending.size === 0) {
					var t = e.outrogroups;
					xa(e, f(a.done)), t.delete(a), t.size === 0 && (e.outrogroups = null);
				}
			} else --o;
		}, !1);
	}
	if (o === 0) {
		var c = r.length === 0 && n !== null && e.pending.size === 0;
		if (c) {
			var l = n, u = l.parentNode;
			Wn(u), u.append(l), e.items.clear();
		}
		xa(e, t, !c);
	} else a = {
		pending: new Set(t),
		done: /* @__PURE__ */ new Set()
	}, (e.outrogroups ??= /* @__PURE__ */ new Set()).add(a);
}
function xa(e, t, n = !0) {
	var r;
	if (e.pending.size > 0) {
		r = /* @__PURE__ */ new Set();
		for (let t of e.pending.values()) for (let n of t) r.add(e.items.get(n).e);
	}
	for (var i = 0; i < t.length; i++) {
		var a = t[i];
		r?.has(a) ? (a.f |= ce, Or(a, document.createDocumentFragment())) : xr(t[i], n);
	}
}
function Y(e, t, n, r, i, a = null) {
	var o = e, s = /* @__PURE__ */ new Map();
	if (t & 4) {
		var c = e;
		o = E ? Ie(/* @__PURE__ */ Hn(c)) : c.appendChild(Vn());
	}
	E && Le();
	var u = null, d = /* @__PURE__ */ Kt(() => {
		var e = n();
		return l(e) ? e : e == null ? [] : f(e);
	}), p = /* @__PURE__ */ new Map(), m = !0;
	function h(e) {
		if (!(_.effect.f & 16384)) {
			_.pending.delete(e);
			var n = B(d);
			_.fallback = u, Ca(_, n, o, t, r), u !== null && (n.length === 0 ? u.f & 33554432 ? (u.f ^= ce, Ta(u, null, o)) : Er(u) : wr(u, () => {
				u = null;
			}));
		}
	}
	function g(e) {
		_.pending.delete(e);
	}
	var _ = {
		effect: hr(() => {
			var e = B(d), c = e.length;
			let l = !1;
			E && Be(o) === "[!" != (c === 0) && (o = ze(), Ie(o), Fe(!1), l = !0);
			for (var f = /* @__PURE__ */ new Set(), _ = j, v = Gn(), y = 0; y < c; y += 1) {
				E && D.nodeType === 8 && D.data === "]" && (o = D, l = !0, Fe(!1));
				var b = e[y], x = r(b, y), S = m ? null : s.get(x);
				S ? (S.v && Tn(S.v, b), S.i && Tn(S.i, y), v && _.unskip_effect(S.e)) : (S = wa(s, m ? o : Da ??= Vn(), b, x, y, i, t, n), m || (S.e.f |= ce), s.set(x, S)), f.add(x);
			}
			if (c === 0 && a && !u && (m ? u = _r(() => a(o)) : (u = _r(() => a(Da ??= Vn())), u.f |= ce)), c > f.size && Ye("", "", ""), E && c > 0 && Ie(ze()), !m) {
				if (p.set(_, f), v) {
					for (let [e, t] of s) f.has(e) || _.skip_effect(t.e);
					_.oncommit(h), _.ondiscard(g);
				} else h(_);
			}
			l && Fe(!0), B(d);
		}),
		flags: t,
		items: s,
		pending: p,
		outrogroups: null,
		fallback: u
	};
	m = !1, E && (o = D);
}
function Sa(e) {
	for (; e !== null && !(e.f & 32);) e = e.next;
	return e;
}
function Ca(e, t, n, r, i) {
	var a = !!(r & 8), o = t.length, s = e.items, c = Sa(e.effect.first), l, u = null, d, p = [], m = [], h, g, _, v;
	if (a) for (v = 0; v < o; v += 1) h = t[v], g = i(h, v), _ = s.get(g).e, _.f & 33554432 || (_.nodes?.a?.measure(), (d ??= /* @__PURE__ */ new Set()).add(_));
	for (v = 0; v < o; v += 1) {
		if (h = t[v], g = i(h, v), _ = s.get(g).e, e.outrogroups !== null) for (let t of e.outrogroups) t.pending.delete(_), t.done.delete(_);
		if (_.f & 8192 && (Er(_), a && (_.nodes?.a?.unfix(), (d ??= /* @__PURE__ */ new Set()).delete(_))), _.f & 33554432) {
			if (_.f ^= ce, _ === c) Ta(_, null, n);
			else {
				var y = u ? u.next : c;
				_ === e.effect.last && (e.effect.last = _.prev), _.prev && (_.prev.next = _.next), _.next && (_.next.prev = _.prev), Ea(e, u, _), Ea(e, _, y), Ta(_, y, n), u = _, p = [], m = [], c = Sa(u.next);
				continue;
			}
		}
		if (_ !== c) {
			if (l !== void 0 && l.has(_)) {
				if (p.length < m.length) {
					var b = m[0], x;
					u = b.prev;
					var S = p[0], C = p[p.length - 1];
					for (x = 0; x < p.length; x += 1) Ta(p[x], b, n);
					for (x = 0; x < m.length; x += 1) l.delete(m[x]);
					Ea(e, S.prev, C.next), Ea(e, u, S), Ea(e, C, b), c = b, u = C, --v, p = [], m = [];
				} else l.delete(_), Ta(_, c, n), Ea(e, _.prev, _.next), Ea(e, _, u === null ? e.effect.first : u.next), Ea(e, u, _), u = _;
				continue;
			}
			for (p = [], m = []; c !== null && c !== _;) (l ??= /* @__PURE__ */ new Set()).add(c), m.push(c), c = Sa(c.next);
			if (c === null) continue;
		}
		_.f & 33554432 || p.push(_), u = _, c = Sa(_.next);
	}
	if (e.outrogroups !== null) {
		for (let t of e.outrogroups) t.pending.size === 0 && (xa(e, f(t.done)), e.outrogroups?.delete(t));
		e.outrogroups.size === 0 && (e.outrogroups = null);
	}
	if (c !== null || l !== void 0) {
		var w = [];
		if (l !== void 0) for (_ of l) _.f & 8192 || w.push(_);
		for (; c !== null;) !(c.f & 8192) && c !== e.fallback && w.push(c), c = Sa(c.next);
		var ee = w.length;
		if (ee > 0) {
			var te = r & 4 && o === 0 ? n : null;
			if (a) {
				for (v = 0; v < ee; v += 1) w[v].nodes?.a?.measure();
				for (v = 0; v < ee; v += 1) w[v].nodes?.a?.fix();
			}
			ba(e, w, te);
		}
	}
	a && yt(() => {
		if (d !== void 0) for (_ of d) _.nodes?.a?.apply();
	});
}
function wa(e, t, n, r, i, a, o, s) {
	var c = o & 1 ? o & 16 ? Cn(n) : /* @__PURE__ */ wn(n, !1, !1) : null, l = o & 2 ? Cn(i) : null;
	return {
		v: c,
		i: l,
		e: _r(() => (a(t, c ?? n, l ?? i, s), () => {
			e.delete(r);
		}))
	};
}
function Ta(e, t, n) {
	if (e.nodes) for (var r = e.nodes.start, i = e.nodes.end, a = t && !(t.f & 33554432) ? t.nodes.start : n; r !== null;) {
		var o = /* @__PURE__ */ Un(r);
		if (a.before(r), r === i) return;
		r = o;
	}
}
function Ea(e, t, n) {
	t === null ? e.effect.first = n : t.next = n, n === null ? e.effect.last = t : n.prev = t;
}
var Da, Oa = t((() => {
	ke(), Ve(), $n(), z(), Pn(), x(), Ce(), St(), H(), i(), $t(), Sn(), at(), dt();
}));
function ka(e, t, n = !1, r = !1, i = !1, a = !1) {
	var o = e, s = "";
	if (n) {
		var c = e;
		E && (o = Ie(/* @__PURE__ */ Hn(c)));
	}
	R(() => {
		var e = V;
		if (s === (s = t() ?? "")) E && Le();
		else if (n && !E) e.nodes = null, c.innerHTML = s, s !== "" && Fi(/* @__PURE__ */ Hn(c), c.lastChild);
		else if (e.nodes !== null && (Sr(e.nodes.start, e.nodes.end), e.nodes = null), s !== "") {
			if (E) {
				for (var a = D.data, l = Le(), u = l; l !== null && (l.nodeType !== 8 || l.data !== "");) u = l, l = /* @__PURE__ */ Un(l);
				if (l === null) throw je(), we;
				Fi(D, u), o = Ie(l);
			} else {
				var d = Kn(r ? "svg" : i ? "math" : "template", r ? De : i ? Oe : void 0);
				d.innerHTML = s;
				var f = r || i ? d : d.content;
				if (Fi(/* @__PURE__ */ Hn(f), f.lastChild), r || i) for (; /* @__PURE__ */ Hn(f);) o.before(/* @__PURE__ */ Hn(f));
				else o.before(f);
			}
		}
	});
}
var Aa = t((() => {
	ke(), z(), Ve(), Bi(), Pe(), _i(), i(), _t(), $n(), H(), Ce();
})), ja = t((() => {
	Ve(), $n(), Bi();
})), Ma = t((() => {
	_i(), qe();
}));
// node_modules/svelte/src/internal/client/dom/blocks/snippet.js
function Na(e, t, ...n) {
	var r = new sa(e);
	hr(() => {
		let e = t() ?? null;
		r.ensure(e, e && ((t) => e(t, ...n)));
	}, ae);
}
var Pa = t((() => {
	Ce(), z(), _t(), Ve(), Pi(), Bi(), at(), i(), $n(), Ma(), ca();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-component.js
function Fa(e, t, n) {
	var r;
	E && (r = D, Le());
	var i = new sa(e);
	hr(() => {
		var e = t() ?? null;
		if (E && Be(r) === "[" != (e !== null)) {
			var a = ze();
			Ie(a), i.anchor = a, Fe(!1), i.ensure(e, e && ((t) => n(t, e))), Fe(!0);
		} else i.ensure(e, e && ((t) => n(t, e)));
	}, ae);
}
var Ia = t((() => {
	Ce(), z(), Ve(), ca(), ke();
})), La = t((() => {
	x();
})), Ra = t((() => {
	La();
}));
// node_modules/svelte/src/internal/client/dom/elements/transitions.js
function za(e) {
	Ba = e;
}
var Ba, Va = t((() => {
	x(), z(), H(), Ra(), ea(), Ce(), St(), Lt();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-element.js
function Ha(e, t, n, r, i, a) {
	let o = E;
	E && Le();
	var s = null;
	E && D.nodeType === 1 && (s = D, Le());
	var c = E ? D : e, l = V, u = new sa(c, !1);
	hr(() => {
		let e = t() || null;
		var a = i ? i() : n || e === "svg" ? De : void 0;
		if (e === null) u.ensure(null, null), qi(!0);
		else return u.ensure(e, (t) => {
			if (e) {
				var n = E;
				if (s = E ? s : Kn(e, a), Fi(s, s), r) {
					var i = null;
					E && ui(e) && s.append(i = document.createComment(""));
					var o = E ? /* @__PURE__ */ Hn(s) : s.appendChild(Vn());
					E && (o === null ? Fe(!1) : Ie(o)), za(l), r(s, o), i?.remove(), za(null);
				}
				V.nodes.end = s, n || t.before(s);
			}
			E && Ie(t);
		}), qi(!0), () => {
			e && qi(!1);
		};
	}, ae), sr(() => {
		qi(!0);
	}), o && (Fe(!0), Ie(c));
}
var Ua = t((() => {
	ke(), Ve(), $n(), z(), ea(), H(), _t(), i(), Ce(), Bi(), _i(), ca(), Va();
})), Wa = t((() => {
	Ve(), $n(), z(), Ce();
})), Ga = t((() => {
	z(), $n(), H();
})), Ka = t((() => {
	z(), H();
}));
// node_modules/svelte/src/internal/client/dom/elements/attachments.js
function qa(e, t) {
	var n = void 0, r;
	gr(() => {
		n !== (n = t()) && (r &&= (xr(r), null), n && (r = _r(() => {
			fr(() => n(e));
		})));
	});
}
var Ja = t((() => {
	z();
}));
// node_modules/clsx/dist/clsx.mjs
function Ya(e) {
	var t, n, r = "";
	if (typeof e == "string" || typeof e == "number") r += e;
	else if (typeof e == "object") {
		if (Array.isArray(e)) {
			var i = e.length;
			for (t = 0; t < i; t++) e[t] && (n = Ya(e[t])) && (r && (r += " "), r += n);
		} else for (n in e) e[n] && (r && (r += " "), r += n);
	}
	return r;
}
function Xa() {
	for (var e, t, n = 0, r = "", i = arguments.length; n < i; n++) (e = arguments[n]) && (t = Ya(e)) && (r && (r += " "), r += t);
	return r;
}
var Za = t((() => {}));
// node_modules/svelte/src/internal/shared/attributes.js
function Qa(e) {
	return typeof e == "object" ? Xa(e) : e ?? "";
}
function $a(e, t, n) {
	var r = e == null ? "" : "" + e;
	if (t && (r = r ? r + " " + t : t), n) {
		for (var i of Object.keys(n)) if (n[i]) r = r ? r + " " + i : i;
		else if (r.length) for (var a = i.length, o = 0; (o = r.indexOf(i, o)) >= 0;) {
			var s = o + a;
			(o === 0 || ro.includes(r[o - 1])) && (s === r.length || ro.includes(r[s])) ? r = (o === 0 ? "" : r.substring(0, o)) + r.substring(s + 1) : o = s;
		}
	}
	return r === "" ? null : r;
}
function eo(e, t = !1) {
	var n = t ? " !important;" : ";", r = "";
	for (var i of Object.keys(e)) {
		var a = e[i];
		a != null && a !== "" && (r += " " + i + ": " + a + n);
	}
	return r;
}
function to(e) {
	return e[0] !== "-" || e[1] !== "-" ? e.toLowerCase() : e;
}
function no(e, t) {
	if (t) {
		var n = "", r, i;
		if (Array.isArray(t) ? (r = t[0], i = t[1]) : r = t, e) {
			e = String(e).replaceAll(/\/\*.*?\*\//g, "").trim();
			var a = !1, o = 0, s = !1, c = [];
			r && c.push(...Object.keys(r).map(to)), i && c.push(...Object.keys(i).map(to));
			var l = 0, u = -1;
			let t = e.length;
			for (var d = 0; d < t; d++) {
				var f = e[d];
				if (s ? f === "/" && e[d - 1] === "*" && (s = !1) : a ? a === f && (a = !1) : f === "/" && e[d + 1] === "*" ? s = !0 : f === "\"" || f === "'" ? a = f : f === "(" ? o++ : f === ")" && o--, !s && a === !1 && o === 0) {
					if (f === ":" && u === -1) u = d;
					else if (f === ";" || d === t - 1) {
						if (u !== -1) {
							var p = to(e.substring(l, u).trim());
							if (!c.includes(p)) {
								f !== ";" && d++;
								var m = e.substring(l, d).trim();
								n += " " + m + ";";
							}
						}
						l = d + 1, u = -1;
					}
				}
			}
		}
		return r && (n += eo(r)), i && (n += eo(i, !0)), n = n.trim(), n === "" ? null : n;
	}
	return e == null ? null : String(e);
}
var ro, io = t((() => {
	Za(), x(), ro = [..." 	\n\r\f\xA0\v﻿"];
}));
// node_modules/svelte/src/internal/client/dom/elements/class.js
function ao(e, t, n, r, i, a) {
	var o = e[_e];
	if (E || o !== n || o === void 0) {
		var s = $a(n, r, a);
		E && s === e.getAttribute("class") || (s == null ? e.removeAttribute("class") : t ? e.className = s : e.setAttribute("class", s)), e[_e] = n;
	} else if (a && i !== a) for (var c in a) {
		var l = !!a[c];
		(i == null || l !== !!i[c]) && e.classList.toggle(c, l);
	}
	return a;
}
var oo = t((() => {
	io(), Ce(), Ve();
}));
// node_modules/svelte/src/internal/client/dom/elements/style.js
function so(e, t = {}, n, r) {
	for (var i in n) {
		var a = n[i];
		t[i] !== a && (n[i] == null ? e.style.removeProperty(i) : e.style.setProperty(i, a, r));
	}
}
function co(e, t, n, r) {
	var i = e[ve];
	if (E || i !== t) {
		var a = no(t, r);
		E && a === e.getAttribute("style") || (a == null ? e.removeAttribute("style") : e.style.cssText = a), e[ve] = t;
	} else r && (Array.isArray(r) ? (so(e, n?.[0], r[0]), so(e, n?.[1], r[1], "important")) : so(e, n, r));
	return r;
}
var lo = t((() => {
	io(), Ce(), Ve();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/select.js
function uo(e, t) {
	t ? e.hasAttribute("selected") || e.setAttribute("selected", "") : e.removeAttribute("selected");
}
function fo(e, t) {
	var n = !("__defaultValue" in e);
	(n || e.__defaultValue !== t) && (e.__defaultValue = t, po(e, !n || "__value" in e));
}
function po(e, t) {
	var n = e.__defaultValue, r = e.multiple, i = r ? n ?? [] : null;
	if (!r || l(i)) {
		var a = e.selectedIndex, o = t && r ? new Set(e.selectedOptions) : null;
		for (var s of e.options) {
			var c = _o(s);
			uo(s, r ? i.includes(c) : Ln(c, n));
		}
		if (t) {
			if (o !== null) for (s of e.options) {
				var u = o.has(s);
				s.selected !== u && (s.selected = u);
			}
			else e.selectedIndex !== a && (e.selectedIndex = a);
		}
	}
}
function mo(e, t, n = !1) {
	if (e.multiple) {
		if (t == null) return;
		if (!l(t)) return Me();
		for (var r of e.options) r.selected = t.includes(_o(r));
	} else {
		for (r of e.options) if (Ln(_o(r), t)) {
			r.selected = !0;
			return;
		}
		n && t === void 0 || (e.selectedIndex = -1);
	}
}
function ho(e) {
	var t = new MutationObserver((t) => {
		t.every(vo) || ("__defaultValue" in e && po(e, !1), "__value" in e && mo(e, e.__value));
	});
	t.observe(e, {
		childList: !0,
		subtree: !0,
		attributes: !0,
		attributeFilter: ["value"]
	}), sr(() => {
		t.disconnect();
	});
}
function go(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet(), i = !0;
	It(e, "change", (t) => {
		var i = t ? "[selected]" : ":checked", a;
		if (e.multiple) a = [].map.call(e.querySelectorAll(i), _o);
		else {
			var o = e.querySelector(i) ?? e.querySelector("option:not([disabled])");
			a = o && _o(o);
		}
		n(a), e.__value = a, j !== null && r.add(j);
	}), fr(() => {
		var a = t();
		if (e === document.activeElement) {
			var o = st ? dn : j;
			if (r.has(o)) return;
		}
		if (mo(e, a, i), i && a === void 0) {
			var s = e.querySelector(":checked");
			s !== null && (a = _o(s), n(a));
		}
		e.__value = a, i = !1;
	});
}
function _o(e) {
	return "__value" in e ? e.__value : e.value;
}
function vo(e) {
	if (e.target.closest("selectedcontent") !== null) return !0;
	if (e.type === "childList") {
		var t = [...e.addedNodes, ...e.removedNodes];
		return t.length > 0 && t.every((e) => e.nodeName === "SELECTEDCONTENT");
	}
	return !1;
}
var yo = t((() => {
	z(), Lt(), Rn(), x(), Pe(), Sn(), lt();
}));
// node_modules/svelte/src/internal/client/dom/elements/attributes.js
function bo(e) {
	if (E) {
		var t = !1, n = () => {
			if (!t) {
				if (t = !0, e.hasAttribute("value")) {
					var n = e.value;
					X(e, "value", null), e.value = n;
				}
				if (e.hasAttribute("checked")) {
					var r = e.checked;
					X(e, "checked", null), e.checked = r;
				}
			}
		};
		e[be] = n, yt(n), Mt();
	}
}
function xo(e, t) {
	var n = To(e);
	n.value !== (n.value = t ?? void 0) && (e.value !== t || t === 0 && e.nodeName === Fo) && (e.value = t ?? "");
}
function So(e, t) {
	var n = To(e);
	n.checked !== (n.checked = t ?? void 0) && (e.checked = t);
}
function X(e, t, n, r) {
	var i = To(e);
	if (!(E && (i[t] = e.getAttribute(t), t === "src" || t === "srcset" || t === "href" && e.nodeName === jo))) {
		var a = i[t];
		a !== (i[t] = n) && (t === "loading" && (e[he] = n), n == null ? e.removeAttribute(t) : typeof n != "string" && Eo(e).has(t) ? e[t] = n : (!E || typeof n != "number" && typeof n != "boolean" || a !== String(n)) && e.setAttribute(t, n));
	}
}
function Co(e, t, n, r, i = !1, a = !1) {
	E && i && e.nodeName === Mo && ("defaultValue" in n || "defaultChecked" in n || bo(e));
	var o = To(e), s = o[ko], c = !o[Ao];
	let l = E && s;
	l && Fe(!1);
	var u = t || {}, d = e.nodeName === No, f = e.nodeName === Po;
	try {
		for (var p in t) !(p in n) && p[0] + p[1] !== "$$" && (n[p] = null);
		n.class ? n.class = Qa(n.class) : (r || n[Do]) && (n.class = null), n[Oo] && (n.style ??= null);
		var m = Eo(e);
		if (e.nodeName === Mo && "type" in n && ("value" in n || "__value" in n)) {
			var h = n.type;
			(h !== u.type || h === void 0 && e.hasAttribute("type")) && (u.type = h, X(e, "type", h, a));
		}
		for (let i in n) {
			let l = n[i];
			if (d && i === "value" && l == null) e.value = e.__value = "", u[i] = l;
			else if (i === "class") ao(e, e.namespaceURI === "http://www.w3.org/1999/xhtml", l, r, t?.[Do], n[Do]), u[i] = l, u[Do] = n[Do];
			else if (i === "style") co(e, l, t?.[Oo], n[Oo]), u[i] = l, u[Oo] = n[Oo];
			else {
				var g = u[i];
				if (l !== g || l === void 0 && e.hasAttribute(i)) {
					u[i] = l;
					var _ = i[0] + i[1];
					if (_ !== "$$") {
						if (_ === "on") {
							let t = {}, n = "$$" + i, r = i.slice(2);
							var v = si(r);
							if (oi(r) && (r = r.slice(0, -7), t.capture = !0), !v && g) {
								if (l != null) continue;
								e.removeEventListener(r, u[n], t), u[n] = null;
							}
							if (v) U(r, e, l), Ci([r]);
							else if (l != null) {
								function a(e) {
									u[i].call(this, e);
								}
								u[n] = bi(r, e, a, t);
							}
						} else if (i === "style") X(e, i, l);
						else if (i === "autofocus") At(e, !!l);
						else if (!s && (i === "__value" || i === "value" && l != null)) e.__value = l, (g == null || e.value !== l || l === 0 && e.nodeName === Fo) && (e.value = l);
						else if (i === "selected" && d) uo(e, l);
						else {
							var y = i;
							c || (y = ci(y));
							var b = y === "defaultValue" || y === "defaultChecked";
							if (f && y === "defaultValue") continue;
							if (l == null && !s && !b) {
								if (o[i] = null, y === "value" || y === "checked") {
									let n = e, r = t === void 0;
									if (y === "value") {
										let e = n.defaultValue;
										n.removeAttribute(y), n.defaultValue = e, n.value = n.__value = r ? e : null;
									} else {
										let e = n.defaultChecked;
										n.removeAttribute(y), n.defaultChecked = e, n.checked = r ? e : !1;
									}
								} else e.removeAttribute(i);
							} else b || (s || typeof l != "string") && m.has(y) ? (e[y] = l, y in o && (o[y] = Te)) : typeof l != "function" && X(e, y, l, a);
						}
					}
				}
			}
		}
	} finally {
		l && Fe(!0);
	}
	return u;
}
function wo(e, t, n = [], r = [], i = [], a, o = !1, s = !1) {
	Rt(i, n, r, (n) => {
		var r = void 0, i = {}, c = e.nodeName === Po, l = !1;
		if (gr(() => {
			var u = t(...n.map(B)), d = Co(e, r, u, a, o, s);
			if (l && c) {
				var f = e;
				"defaultValue" in u && fo(f, u.defaultValue), "value" in u && mo(f, u.value);
			}
			for (let e of Object.getOwnPropertySymbols(i)) u[e] || xr(i[e]);
			for (let t of Object.getOwnPropertySymbols(u)) {
				var p = u[t];
				t.description !== "@attach" || r && p === r[t] || (i[t] && xr(i[t]), i[t] = _r(() => qa(e, () => p))), d[t] = p;
			}
			r = d;
		}), c) {
			var u = e;
			fr(() => {
				var e = r;
				"defaultValue" in e && fo(u, e.defaultValue), mo(u, e.value, !0), ho(u);
			});
		}
		l = !0;
	});
}
function To(e) {
	return e[ge] ??= {
		[ko]: e.nodeName.includes("-"),
		[Ao]: e.namespaceURI === Ee
	};
}
function Eo(e) {
	var t = e.getAttribute("is") || e.nodeName, n = Io.get(t);
	if (n) return n;
	Io.set(t, n = /* @__PURE__ */ new Set());
	for (var r, i = e, a = Element.prototype; a !== i;) {
		for (var o in r = h(i), r) r[o].set && o !== "innerHTML" && o !== "textContent" && o !== "innerText" && n.add(o);
		i = v(i);
	}
	return n;
}
var Do, Oo, ko, Ao, jo, Mo, No, Po, Fo, Io, Lo = t((() => {
	i(), Ve(), x(), Ai(), Pt(), Pe(), Ce(), St(), _i(), H(), Ja(), io(), oo(), lo(), ke(), z(), yo(), Ut(), Do = Symbol("class"), Oo = Symbol("style"), ko = Symbol("is custom element"), Ao = Symbol("is html"), jo = Se ? "link" : "LINK", Mo = Se ? "input" : "INPUT", No = Se ? "option" : "OPTION", Po = Se ? "select" : "SELECT", Fo = Se ? "progress" : "PROGRESS", Io = /* @__PURE__ */ new Map();
})), Ro = t((() => {
	Ve(), $n(), Pi(), Ja();
})), zo = t((() => {
	Lt();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/input.js
function Bo(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet();
	It(e, "input", async (i) => {
		var a = i ? e.defaultValue : e.value;
		if (a = Wo(e) ? Go(a) : a, n(a), j !== null && r.add(j), await Gr(), a !== (a = t())) {
			var o = e.selectionStart, s = e.selectionEnd, c = e.value.length;
			if (e.value = a ?? "", s !== null) {
				var l = e.value.length;
				o === s && s === c && l > c ? (e.selectionStart = l, e.selectionEnd = l) : (e.selectionStart = o, e.selectionEnd = Math.min(s, l));
			}
		}
	}), (E && e.defaultValue !== e.value || Jr(t) == null && e.value) && (n(Wo(e) ? Go(e.value) : e.value), j !== null && r.add(j)), mr(() => {
		var n = t();
		if (e === document.activeElement) {
			var i = st ? dn : j;
			if (r.has(i)) return;
		}
		Wo(e) && n === Go(e.value) || (e.type !== "date" || n || e.value) && n !== e.value && (e.value = n ?? "");
	});
}
function Vo(e, t, n, r, i = r) {
	var a = n.getAttribute("type") === "checkbox", o = e;
	let s = !1;
	if (t !== null) for (var c of t) o = o[c] ??= [];
	o.push(n), It(n, "change", () => {
		var e = n.__value;
		a && (e = Uo(o, e, n.checked)), i(e);
	}, () => i(a ? [] : null)), mr(() => {
		var e = r();
		E && n.defaultChecked !== n.checked ? s = !0 : a ? (e ||= [], n.checked = e.includes(n.__value)) : n.checked = Ln(n.__value, e);
	}), sr(() => {
		var e = o.indexOf(n);
		e !== -1 && o.splice(e, 1);
	}), Ko.has(o) || (Ko.add(o), yt(() => {
		o.sort((e, t) => e.compareDocumentPosition(t) === 4 ? -1 : 1), Ko.delete(o);
	})), yt(() => {
		if (s) {
			var e = a ? Uo(o, e, n.checked) : o.find((e) => e.checked)?.__value;
			i(e);
		}
	});
}
function Ho(e, t, n = t) {
	It(e, "change", (t) => {
		n(t ? e.defaultChecked : e.checked);
	}), (E && e.defaultChecked !== e.checked || Jr(t) == null) && n(e.checked), mr(() => {
		e.checked = !!t();
	});
}
function Uo(e, t, n) {
	for (var r = /* @__PURE__ */ new Set(), i = 0; i < e.length; i += 1) e[i].checked && r.add(e[i].__value);
	return n || r.delete(t), Array.from(r);
}
function Wo(e) {
	var t = e.type;
	return t === "number" || t === "range";
}
function Go(e) {
	return e === "" ? null : +e;
}
var Ko, qo = t((() => {
	i(), z(), Lt(), at(), Rn(), St(), Ve(), H(), Sn(), lt(), Ko = /* @__PURE__ */ new Set();
})), Jo = t((() => {
	z(), Lt();
})), Yo = t((() => {
	Lt();
})), Xo = t((() => {
	z(), x();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/size.js
function Zo(e, t, n) {
	var r = $o.observe(e, () => n(e[t]));
	fr(() => (Jr(() => n(e[t])), r));
}
var Qo, $o, es = t((() => {
	z(), H(), Qo = class e {
		#e = /* @__PURE__ */ new WeakMap();
		#t;
		#n;
		static entries = /* @__PURE__ */ new WeakMap();
		constructor(e) {
			this.#n = e;
		}
		observe(e, t) {
			var n = this.#e.get(e) || /* @__PURE__ */ new Set();
			return n.add(t), this.#e.set(e, n), this.#r().observe(e, this.#n), () => {
				var n = this.#e.get(e);
				n.delete(t), n.size === 0 && (this.#e.delete(e), this.#t.unobserve(e));
			};
		}
		#r() {
			return this.#t ??= new ResizeObserver((t) => {
				for (var n of t) {
					e.entries.set(n.target, n);
					for (var r of this.#e.get(n.target) || []) r(n);
				}
			});
		}
	}, $o = /* @__PURE__ */ new Qo({ box: "border-box" });
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/this.js
function ts(e, t) {
	return e === t || e?.[fe] === t;
}
function ns(e = mt(), t, n, r) {
	var i = gt.r, a = V;
	return fr(() => {
		var o, s;
		return mr(() => {
			o = s, s = r?.() || [], Jr(() => {
				ts(n(...s), e) || (t(e, ...s), o && ts(n(...o), e) && t(null, ...o));
			});
		}), () => {
			let r = a;
			for (; r !== i && r.parent !== null && r.parent.f & 33554432;) r = r.parent;
			let o = () => {
				s && ts(n(...s), e) && t(null, ...s);
			}, c = r.teardown;
			r.teardown = () => {
				o(), c?.();
			};
		};
	}), e;
}
var rs = t((() => {
	Ce(), _t(), z(), H();
})), is = t((() => {
	z(), Lt();
})), as = t((() => {
	z(), Lt();
})), os = t((() => {
	x(), z(), Ai();
})), ss = t((() => {
	x(), _t(), $t(), z(), H();
})), cs = t((() => {
	Pn(), H(), x();
})), ls = t((() => {
	H(), x();
})), us = t((() => {
	x(), ls();
}));
// node_modules/svelte/src/internal/client/reactivity/store.js
function ds(e) {
	var t = fs;
	try {
		return fs = !1, [e(), fs];
	} finally {
		fs = t;
	}
}
var fs, ps = t((() => {
	ls(), us(), x(), H(), z(), Pn(), fs = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/props.js
function ms(e, t, n, r) {
	var i = !ct || !!(n & 2), a = !!(n & 8), o = !!(n & 16), s = r, c = !0, l = void 0, u = () => o && i ? (l ??= /* @__PURE__ */ Wt(r), B(l)) : (c && (c = !1, s = o ? Jr(r) : r), s);
	let d;
	if (a) {
		var f = fe in e || me in e;
		d = m(e, t)?.set ?? (f && t in e ? (n) => e[t] = n : void 0);
	}
	var p, h = !1;
	a ? [p, h] = ds(() => e[t]) : p = e[t], p === void 0 && r !== void 0 && (p = u(), d && (i && et(t), d(p)));
	var g = i ? () => {
		var n = e[t];
		return n === void 0 ? u() : (c = !0, n);
	} : () => {
		var n = e[t];
		return n !== void 0 && (s = void 0), n === void 0 ? s : n;
	};
	if (i && !(n & 4)) return g;
	if (d) {
		var _ = e.$$legacy;
		return (function(e, t) {
			return arguments.length > 0 ? ((!i || !t || _ || h) && d(t ? g() : e), e) : g();
		});
	}
	var v = !1, y = (n & 1 ? Wt : Kt)(() => (v = !1, g()));
	a && B(y);
	var b = V;
	return (function(e, t) {
		if (arguments.length > 0) {
			let n = t ? B(y) : i && a ? Fn(e) : e;
			return N(y, n), v = !0, s !== void 0 && (s = n), e;
		}
		return Yr && v || b.f & 16384 ? y.v : B(y);
	});
}
var hs = t((() => {
	i(), ke(), x(), Pn(), $t(), H(), at(), Ce(), Rn(), ps(), lt(), z();
})), gs = t((() => {
	_t(), z(), ps(), Ut();
})), _s = t((() => {
	Ce(), z(), Pn(), ea(), H(), Sn(), x(), at(), _t(), lt(), Et(), os();
})), vs = t((() => {
	_s(), z(), Bi(), x(), $n();
})), ys = t((() => {
	Ce(), ut(), H();
})), Z = t((() => {
	ai(), ke(), _t(), vi(), yi(), ta(), na(), ra(), dt(), ia(), aa(), oa(), pa(), ma(), _a(), va(), Oa(), Aa(), ja(), Pa(), Ia(), Ua(), Wa(), Ga(), Ka(), Ja(), Lo(), oo(), Ai(), Pt(), Ro(), lo(), Va(), zo(), qo(), Jo(), Yo(), Xo(), yo(), es(), rs(), is(), as(), Ve(), os(), ss(), cs(), Bi(), Ut(), Sn(), $t(), z(), Pn(), hs(), ps(), Ki(), Ar(), ea(), H(), gs(), La(), Rn(), vs(), $n(), io(), ut(), x(), Ma(), zn(), ys();
})), bs = t((() => {
	Ve(), at();
}));
// node_modules/svelte/src/index-client.js
function xs(e) {
	gt === null && Ke("onMount"), ct && gt.l !== null ? Ss(gt).m.push(e) : cr(() => {
		let t = Jr(e);
		if (typeof t == "function") return t;
	});
}
function Ss(e) {
	var t = e.l;
	return t.u ??= {
		a: [],
		b: [],
		m: []
	};
}
var Cs = t((() => {
	H(), x(), Z(), at(), lt(), _t(), i(), Sn(), bs(), ea(), Pa();
})), ws, Ts, Es, Ds, Os = t((() => {
	Z(), ws = 1500, Ts = 4e3, Es = class {
		#e = /* @__PURE__ */ M(!1);
		get stopped() {
			return B(this.#e);
		}
		set stopped(e) {
			N(this.#e, e, !0);
		}
		waiting = null;
		recovery() {
			return this.stopped = !0, this.waiting ??= this.poll().finally(() => {
				this.waiting = null, this.stopped = !1;
			}), this.waiting;
		}
		watch() {
			let e = setInterval(() => {
				this.stopped || document.hidden || fetch("api/health", { cache: "no-store" }).catch(() => this.recovery());
			}, Ts);
			return () => clearInterval(e);
		}
		async poll() {
			for (;;) {
				await new Promise((e) => setTimeout(e, ws));
				try {
					if ((await fetch("api/health", { cache: "no-store" })).ok) return;
				} catch {}
			}
		}
	}, Ds = new Es();
}));
// src/api.ts
async function ks(e) {
	let t = await Ms("api/csv", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ data: e })
	});
	if (!t.ok) throw Ns(await t.json().catch(() => null), t);
	return t.text();
}
async function As(e, t) {
	let n = await Ms(`api/${e}`, t), r = await n.json().catch(() => null);
	if (!n.ok) throw Ns(r, n);
	return r;
}
function js(e) {
	Ws = e;
}
async function Ms(e, t) {
	for (;;) try {
		return await Ws(e, t);
	} catch (e) {
		if (t.signal?.aborted) throw e;
		await Ds.recovery();
	}
}
function Ns(e, t) {
	let n = e ?? {}, r = n.error ?? `The server answered ${t.status} ${t.statusText}.`;
	return new Ps(r, t.status, n.row, n.column);
}
var Ps, Fs, Is, Ls, Rs, zs, Bs, Vs, Hs, Us, Ws, Gs = t((() => {
	Os(), Ps = class extends Error {
		status;
		row;
		column;
		constructor(e, t, n, r) {
			super(e), this.status = t, this.row = n, this.column = r;
		}
	}, Fs = (e) => e instanceof Error ? e.message : String(e), Is = async () => (await Vs("random-start")).normals, Ls = () => Vs("start"), Rs = (e, t) => Hs("data", { data: e }, t), zs = (e, t) => Hs("run", e, t), Bs = (e, t) => Hs("compare", { data: e }, t), Vs = (e, t) => As(e, { signal: t }), Hs = (e, t, n) => As(e, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(t),
		signal: n
	}), Us = (e, t, n) => As(e, {
		method: "POST",
		body: t,
		signal: n
	}), Ws = (e, t) => fetch(e, t);
})), Ks = t((() => {})), Q = t((() => {
	Ks(), typeof window < "u" && ((window.__svelte ??= {}).v ??= /* @__PURE__ */ new Set()).add("5");
}));
// src/lib/problem.ts
function qs(e, t) {
	let n = e.endsWith("mse") ? 1 / t : 1;
	return e.startsWith("half") ? n / 2 : n;
}
function Js(e, t, n) {
	let r = e.length, i = e[0].length - 1, a = new Float64Array(r * i), o = new Float64Array(r);
	return e.forEach((e, t) => {
		for (let n = 0; n < i; n++) a[t * i + n] = e[n];
		o[t] = e[i];
	}), {
		rows: a,
		y: o,
		m: r,
		p: i,
		n: t,
		factor: qs(n, t),
		loss: n,
		units: null
	};
}
function Ys(e) {
	let { m: t, p: n, n: r } = e, i = n - 1, a = e.rows.slice(), o = new Float64Array(i), s = new Float64Array(i), c = 0;
	for (let e = 0; e < t; e++) c += a[e * n + i] ** 2;
	for (let e = 0; e < i; e++) {
		for (let r = 0; r < t; r++) o[e] += a[r * n + i] * a[r * n + e];
		o[e] /= c;
		let l = 0;
		for (let r = 0; r < t; r++) l += (a[r * n + e] -= a[r * n + i] * o[e]) ** 2;
		let u = Math.sqrt(l / r), d = u <= 8 * 2 ** -52 * Math.abs(o[e]);
		s[e] = d || u === 0 ? 1 : u;
		for (let r = 0; r < t; r++) a[r * n + e] = d ? 0 : a[r * n + e] / s[e];
	}
	return {
		...e,
		rows: a,
		units: {
			means: o,
			scales: s
		}
	};
}
function Xs(e, t, n) {
	let { rows: r, y: i, p: a, factor: o } = e;
	$s(r, a, t, n);
	for (let e = 0; e < n.length; e++) n[e] -= i[e];
	return o * ec(n);
}
function Zs(e, t, n) {
	let { rows: r, m: i, p: a, factor: o } = e;
	for (let e = 0; e < a; e++) {
		let s = 0;
		for (let n = 0; n < i; n++) s += r[n * a + e] * t[n];
		n[e] = 2 * o * s;
	}
}
function Qs(e) {
	let { factor: t, p: n } = e;
	return {
		problem: e,
		size: n,
		outputs: 1,
		target: e.y,
		predict: (e, t, r) => $s(e, n, t, r),
		loss: (e) => t * ec(e),
		gradient: (t, n, r) => Zs(e, t, r),
		inUserUnits: (t) => rc(e, t),
		fromUserUnits: (t) => ic(e, t)
	};
}
function $s(e, t, n, r) {
	for (let i = 0, a = 0; i < r.length; i++, a += t) {
		let o = 0;
		for (let r = 0; r < t; r++) o += e[a + r] * n[r];
		r[i] = o;
	}
}
function ec(e) {
	let t = 0;
	for (let n = 0; n < e.length; n++) t += e[n] * e[n];
	return t;
}
function tc(e, t) {
	return Xs(e, t, new Float64Array(e.m));
}
function nc(e, t) {
	let n = new Float64Array(e.m), r = new Float64Array(e.p);
	return Xs(e, t, n), Zs(e, n, r), r;
}
function rc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] / i[e], n[a] -= r[e] * n[e];
	return n;
}
function ic(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] * i[e], n[a] += r[e] * t[e];
	return n;
}
var ac, oc = t((() => {
	ac = [
		"mse",
		"half-mse",
		"sse",
		"half-sse"
	];
}));
// src/lib/spectrum.ts
function sc(e) {
	let { p: t, m: n, y: r, factor: i } = e, { columns: a, axes: o } = mc(e), s = a.map((e) => Math.sqrt(pc(e, e))), c = s.map((e, t) => t).sort((e, t) => s[t] - s[e]), l = Math.min(n, t), u = s[c[t - 1]] <= vc * s[c[0]] ? _c(e) : l, d = new Float64Array(t), f = new Float64Array(t), p = new Float64Array(t), m = new Float64Array(t), h = r.slice();
	c.slice(0, u).forEach((e, c) => {
		d[c] = s[e], f[c] = 2 * i * s[e] ** 2, p[c] = pc(a[e], r) / s[e];
		for (let n = 0; n < t; n++) m[n] += o[e][n] * p[c] / s[e];
		for (let t = 0; t < n; t++) h[t] -= a[e][t] * p[c] / s[e];
	});
	let g = i * pc(h, h);
	return {
		problem: e,
		sigma: d,
		eigenvalues: f,
		axes: c.map((e) => o[e]),
		projections: p,
		minLoss: g,
		rank: u,
		optimum: m
	};
}
function cc(e) {
	return e.rank < e.sigma.length || Cc(e) === 0 ? Infinity : Sc(e) / Cc(e);
}
function lc(e) {
	let t = e.problem.n - e.rank;
	return t > 0 ? Math.sqrt(e.minLoss / e.problem.factor / t) : 0;
}
function uc(e) {
	let { rows: t, y: n, m: r, p: i, factor: a, units: o } = e.problem, s = rc(e.problem, e.optimum), c = pc(n, n);
	for (let e = 0; e < r; e++) for (let n = 0; n < i; n++) {
		let r = t[e * i + n];
		o && n < i - 1 && (r = r * o.scales[n] + t[e * i + i - 1] * o.means[n]), c += (r * s[n]) ** 2;
	}
	return e.minLoss <= a * (yc * xc) ** 2 * c;
}
function dc(e, t) {
	return e.sigma.map((n, r) => n * pc(e.axes[r], t) - e.projections[r]);
}
function fc(e, t) {
	return Float64Array.from(e.axes, (n) => {
		let r = 0;
		for (let i = 0; i < n.length; i++) r += n[i] * (t[i] - e.optimum[i]);
		return r;
	});
}
function pc(e, t) {
	let n = 0;
	for (let r = 0; r < e.length; r++) n += e[r] * t[r];
	return n;
}
function mc(e) {
	let { rows: t, m: n, p: r } = e, i = Array.from({ length: r }, (e, i) => Float64Array.from({ length: n }, (e, n) => t[n * r + i])), a = Array.from({ length: r }, (e, t) => {
		let n = new Float64Array(r);
		return n[t] = 1, n;
	});
	for (let e = 0; e < bc; e++) {
		let e = !1;
		for (let t = 0; t < r; t++) for (let n = t + 1; n < r; n++) e = hc(i, a, t, n) || e;
		if (!e) break;
	}
	return {
		columns: i,
		axes: a
	};
}
function hc(e, t, n, r) {
	let i = pc(e[n], e[n]), a = pc(e[r], e[r]), o = pc(e[n], e[r]);
	if (o === 0 || Math.abs(o) <= xc * e[n].length * Math.sqrt(i * a)) return !1;
	let s = (a - i) / (2 * o), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c);
	return gc(e[n], e[r], l, l * c), gc(t[n], t[r], l, l * c), !0;
}
function gc(e, t, n, r) {
	for (let i = 0; i < e.length; i++) {
		let a = e[i];
		e[i] = n * a - r * t[i], t[i] = r * a + n * t[i];
	}
}
function _c(e) {
	let { columns: t } = mc(e.units === null ? Ys(e) : e), n = t.map((e) => Math.sqrt(pc(e, e))), r = Math.max(e.n, e.p) * 2 ** -52, i = Math.max(...n);
	return Math.min(e.m, n.filter((e) => e > r * i).length);
}
var vc, yc, bc, xc, Sc, Cc, wc = t((() => {
	oc(), vc = 1e-6, yc = 32, bc = 60, xc = 2 ** -52, Sc = (e) => e.eigenvalues[0], Cc = (e) => e.eigenvalues[Math.max(e.rank, 1) - 1];
}));
// src/lib/models/curved.ts
function Tc(e, t, n) {
	if (e.sampled) {
		let n = e.y.length.toLocaleString("en-US");
		throw new _l(`The page has only ${n} of the ${e.n.toLocaleString("en-US")} rows, and ${t} needs all of them: use fewer rows, or train in a terminal.`);
	}
	let [r, i] = [e.y.length, e.columns.length + 1], a = new Float64Array(r * i).fill(1);
	e.columns.forEach((e, t) => e.forEach((e, n) => a[n * i + t] = e));
	let o = {
		rows: a,
		y: Float64Array.from(e.y),
		m: r,
		p: i,
		n: e.n,
		factor: 1 / e.n,
		loss: "mse",
		units: null
	};
	return n ? Ys(o) : o;
}
function Ec(e) {
	return Sc(sc({
		...e,
		factor: .5
	}));
}
function Dc(e, t, n, r) {
	let { rows: i, m: a, p: o } = e;
	for (let e = 0; e < o; e++) {
		let s = 0;
		for (let n = 0; n < a; n++) s += i[n * o + e] * t[n];
		r[e] = n * s;
	}
}
function Oc(e, t, n, r, i = 0) {
	for (let a = i; a < i + t; a++) r[a] += 2 * e * n[a];
}
function kc(e, t, n = 0) {
	let r = 0;
	for (let i = n; i < n + t; i++) r += e[i] * e[i];
	return r;
}
function Ac(e, t, n, r, i, a = []) {
	let { rows: o, m: s, p: c, n: l } = e, u = c - 1, d = new Float64Array(s), f = (e, t) => {
		let n = 0;
		for (let r = 0; r < c; r++) n += o[e * c + r] * t[r];
		return n;
	}, p = (e, t, n) => {
		$s(e, c, t, n);
		for (let e = 0; e < n.length; e++) n[e] = i.link(n[e]);
	}, { steepest: m } = i;
	return {
		problem: e,
		names: [...t, "intercept"],
		classes: a,
		convex: !0,
		size: c,
		outputs: 1,
		target: n,
		firstWeights: Array(c).fill(0),
		redundant: [],
		bound: m < Infinity ? m * Ec(e) / l + 2 * r : null,
		predict: p,
		loss(e, t) {
			let a = 0;
			for (let r = 0; r < s; r++) a += i.loss(e[r], n[r], () => f(r, t));
			return a / s + r * kc(t, u);
		},
		gradient(t, n, a) {
			for (let e = 0; e < s; e++) d[e] = i.pull(t[e]);
			Dc(e, d, 1 / l, a), Oc(r, u, n, a);
		},
		hessianProduct(t, a, c) {
			let d = new Float64Array(s);
			p(o, t, d);
			for (let e = 0; e < s; e++) d[e] = i.curvature(d[e], n[e]) * f(e, a);
			Dc(e, d, 1 / l, c), Oc(r, u, a, c);
		},
		majorizer: m < Infinity ? () => {
			let e = new Float64Array(c * c);
			for (let t = 0; t < s; t++) for (let n = 0; n < c; n++) for (let r = 0; r < c; r++) e[n * c + r] += m * o[t * c + n] * o[t * c + r] / l;
			for (let t = 0; t < u; t++) e[t * c + t] += 2 * r;
			return e;
		} : void 0,
		inUserUnits: (t) => rc(e, t),
		fromUserUnits: (t) => ic(e, t)
	};
}
var jc = t((() => {
	oc(), wc(), bl();
}));
// src/lib/models/dense.ts
function Mc(e, t) {
	let n = new Float64Array(t * t);
	for (let r = 0; r < t; r++) for (let i = 0; i <= r; i++) {
		let a = e[r * t + i];
		for (let e = 0; e < i; e++) a -= n[r * t + e] * n[i * t + e];
		if (r !== i) n[r * t + i] = a / n[i * t + i];
		else if (a > 8 * t * 2 ** -52 * e[r * t + r]) n[r * t + r] = Math.sqrt(a);
		else return null;
	}
	return {
		L: n,
		n: t
	};
}
function Nc({ L: e, n: t }, n) {
	let r = Float64Array.from(n);
	for (let n = 0; n < t; n++) {
		for (let i = 0; i < n; i++) r[n] -= e[n * t + i] * r[i];
		r[n] /= e[n * t + n];
	}
	for (let n = t - 1; n >= 0; n--) {
		for (let i = n + 1; i < t; i++) r[n] -= e[i * t + n] * r[i];
		r[n] /= e[n * t + n];
	}
	return r;
}
function Pc(e, t) {
	let n = Array.from({ length: t }, (e, n) => {
		let r = new Float64Array(t);
		return r[n] = 1, r;
	});
	for (let r = 0; r < Ic; r++) {
		let r = !1;
		for (let i = 0; i < t; i++) for (let a = i + 1; a < t; a++) r = Fc(e, n, t, i, a) || r;
		if (!r) break;
	}
	let r = n.map((e, t) => t).sort((n, r) => e[r * t + r] - e[n * t + n]);
	return {
		values: r.map((n) => e[n * t + n]),
		vectors: r.map((e) => n[e])
	};
}
function Fc(e, t, n, r, i) {
	let a = e[r * n + i], o = 2 ** -52 * Math.sqrt(Math.abs(e[r * n + r] * e[i * n + i]));
	if (a === 0 || Math.abs(a) <= o) return !1;
	let s = (e[i * n + i] - e[r * n + r]) / (2 * a), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c), u = l * c;
	for (let t = 0; t < n; t++) {
		let [a, o] = [e[t * n + r], e[t * n + i]];
		e[t * n + r] = l * a - u * o, e[t * n + i] = u * a + l * o;
	}
	for (let a = 0; a < n; a++) {
		let [o, s] = [e[r * n + a], e[i * n + a]];
		e[r * n + a] = l * o - u * s, e[i * n + a] = u * o + l * s;
		let [c, d] = [t[r][a], t[i][a]];
		t[r][a] = l * c - u * d, t[i][a] = u * c + l * d;
	}
	return !0;
}
var Ic, Lc = t((() => {
	Ic = 60;
}));
// src/lib/models/penalized.ts
function Rc(e, t, n, r) {
	let i = Js(e.equivalent, e.n, t.loss), a = t.standardize ? Ys(i) : i, { p: o, m: s, rows: c, y: l, factor: u } = a, d = o - 1, f = Qs(a), p = new Float64Array(s), m = {
		...f,
		names: [...e.names, "intercept"],
		classes: [],
		convex: !0,
		firstWeights: Array(o).fill(0),
		redundant: [],
		bound: Sc(sc(a)) + 2 * r,
		loss(e, t) {
			let i = 0;
			for (let e = 0; e < d; e++) i += Math.abs(t[e]);
			return f.loss(e, t) + n * i + r * kc(t, d);
		},
		gradient(e, t, n) {
			f.gradient(e, t, n), Oc(r, d, t, n);
		},
		hessianProduct(e, t, n) {
			for (let e = 0; e < s; e++) {
				let n = 0;
				for (let r = 0; r < o; r++) n += c[e * o + r] * t[r];
				p[e] = n;
			}
			Zs(a, p, n), Oc(r, d, t, n);
		}
	};
	return n === 0 ? m : {
		...m,
		afterUpdate(e, t) {
			let r = t * n;
			for (let t = 0; t < d; t++) e[t] -= Math.min(Math.max(e[t], -r), r);
		},
		isFree: (e, t) => t === d || e[t] !== 0,
		solve: () => h(m, n)
	};
	function h(e, t) {
		let n = zc(e), r = new Float64Array(o);
		Zs({
			...a,
			factor: u
		}, l, r);
		let i = new Float64Array(o), s = (e) => r[e] - n[e].reduce((e, t, n) => e + t * i[n], 0);
		for (let e = 0; e < Bc; e++) {
			let e = 0;
			for (let r = 0; r < o; r++) {
				if (n[r][r] === 0) continue;
				let a = i[r] + s(r) / n[r][r], o = r < d ? t / n[r][r] : 0, c = Math.sign(a) * Math.max(Math.abs(a) - o, 0);
				e = Math.max(e, Math.abs(c - i[r]) / (Math.abs(c) || 1)), i[r] = c;
			}
			if (e <= Vc) break;
		}
		let c = Array.from({ length: o }, (e, t) => t).filter((e) => e === d || i[e] !== 0), f = c.map((e) => e < d ? Math.sign(i[e]) : 0), p = Mc(Float64Array.from(c.flatMap((e) => c.map((t) => n[e][t]))), c.length);
		if (p === null) return null;
		let m = Nc(p, c.map((e, n) => r[e] - t * f[n]));
		i.fill(0), c.forEach((e, t) => i[e] = m[t]);
		let h = c.every((e, t) => e === d || i[e] * f[t] > 0), g = Array.from(i, (e, n) => e !== 0 || n === d || Math.abs(s(n)) <= t * 1.000000001);
		return h && g.every(Boolean) ? i : null;
	}
}
function zc(e) {
	let t = new Float64Array(e.size);
	return Array.from({ length: e.size }, (n, r) => {
		let i = new Float64Array(e.size);
		return i[r] = 1, e.hessianProduct(i, i, t), Array.from(t);
	});
}
var Bc, Vc, Hc, Uc, Wc = t((() => {
	oc(), wc(), jc(), Lc(), Bc = 2e4, Vc = 1e-15, Hc = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	}, Uc = (e) => ({
		loss: Hc[e][0],
		gradient: Hc[e][1]
	});
})), Gc = /* @__PURE__ */ n({ kit: () => Kc }), Kc, qc = t((() => {
	Wc(), Kc = {
		build: (e, t) => Rc(e, t, 0, t.settings.alpha),
		formulas({ loss: e }) {
			let t = Uc(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α Σ w²`,
				gradient: `${t.gradient} + 2α w`,
				after: ""
			};
		}
	};
})), Jc = /* @__PURE__ */ n({ kit: () => Yc }), Yc, Xc = t((() => {
	Wc(), Yc = {
		build: (e, t) => Rc(e, t, t.settings.alpha, 0),
		formulas({ loss: e }) {
			let t = Uc(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α Σ |w|`,
				gradient: `${t.gradient}, without the penalty`,
				after: "then move each slope toward 0 by lr·α, not past 0"
			};
		}
	};
})), Zc = /* @__PURE__ */ n({ kit: () => Qc }), Qc, $c = t((() => {
	Wc(), Qc = {
		build(e, t) {
			let { alpha: n, l1_ratio: r } = t.settings;
			return Rc(e, t, n * r, n * (1 - r) / 2);
		},
		formulas({ loss: e }) {
			let t = Uc(e);
			return {
				predict: "ŷ = X w + b",
				loss: `${t.loss} + α (ρ Σ |w| + ½(1 − ρ) Σ w²)`,
				gradient: `${t.gradient} + α (1 − ρ) w`,
				after: "then move each slope toward 0 by lr·α·ρ, not past 0"
			};
		}
	};
})), el = /* @__PURE__ */ n({ kit: () => tl }), tl, nl = t((() => {
	jc(), tl = {
		build(e, { settings: { alpha: t, delta: n }, standardize: r }) {
			let i = Tc(e, "Huber regression", r), a = (e) => Math.min(Math.max(e, -n), n);
			return Ac(i, e.names, i.y, t, {
				link: (e) => e,
				loss: (e) => a(e) * (e - a(e) / 2),
				pull: a,
				curvature: (e, t) => +(Math.abs(e - t) < n),
				steepest: 1
			});
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "ŷ = X w + b",
			loss: `mean of ½ residual², straight beyond ±δ${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ clip(ŷ − y, ±δ)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), rl = /* @__PURE__ */ n({ kit: () => il }), il, al = t((() => {
	bl(), jc(), il = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = [...new Set(e.y)].sort((e, t) => e - t);
			if (r.length !== 2) throw new _l(r.length < 2 ? "All points are of the same class: logistic regression needs points of two classes." : `The target has ${r.length} different values, and logistic regression needs two classes: choose softmax, or other data.`);
			let i = Tc(e, "logistic regression", n), a = i.y.map((e) => +(e === r[1]));
			return Ac(i, e.names, a, t, {
				link: (e) => 1 / (1 + Math.exp(-e)),
				loss(e, t, n) {
					let r = Math.abs(e);
					if (r <= .9) return -Math.log1p(-r);
					let i = t === 1 ? -n() : n();
					return Math.max(i, 0) + Math.log1p(Math.exp(-Math.abs(i)));
				},
				pull: (e) => e,
				curvature: (e) => e * (1 - e),
				steepest: .25
			}, r);
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "p = 1/(1 + exp(−(X w + b)))",
			loss: `−mean log p of the class seen${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ(p − y)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), ol = /* @__PURE__ */ n({ kit: () => cl }), sl, cl, ll = t((() => {
	oc(), bl(), jc(), sl = 10, cl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = [...new Set(e.y)].sort((e, t) => e - t);
			if (r.length < 2) throw new _l("All points are of the same class: softmax needs points of two classes or more.");
			if (r.length > sl) throw new _l(`The target has ${r.length} different values, and the page draws at most ${sl} classes: choose other data, or a model of numbers.`);
			let i = Tc(e, "softmax", n), { rows: a, m: o, p: s, n: c } = i, [l, u] = [r.length, s - 1], d = Int32Array.from(i.y, (e) => r.indexOf(e)), f = new Float64Array(o * l);
			d.forEach((e, t) => f[t * l + e] = 1);
			let p = [...e.names, "intercept"], m = (e, t, n, r, i) => {
				let a = -Infinity;
				for (let o = 0; o < l; o++) {
					let c = 0;
					for (let r = 0; r < s; r++) c += e[t * s + r] * n[o * s + r];
					r[i + o] = c, c > a && (a = c);
				}
				return a;
			}, h = (e, t, n) => {
				for (let r = 0; r * l < n.length; r++) {
					let i = m(e, r, t, n, r * l), a = 0;
					for (let e = r * l; e < (r + 1) * l; e++) a += n[e] = Math.exp(n[e] - i);
					for (let e = r * l; e < (r + 1) * l; e++) n[e] /= a;
				}
			}, g = (e, n, r) => {
				for (let i = 0; i < l; i++) {
					for (let t = 0; t < s; t++) {
						let n = 0;
						for (let r = 0; r < o; r++) n += a[r * s + t] * e[r * l + i];
						r[i * s + t] = n / c;
					}
					Oc(t, u, n, r, i * s);
				}
			}, _ = (e, t) => r.flatMap((n, r) => e(Array.from({ length: s }, (e, n) => t[r * s + n])));
			return {
				problem: i,
				names: r.flatMap((e) => p.map((t) => `${e}: ${t}`)),
				classes: r,
				convex: !0,
				size: l * s,
				outputs: l,
				target: f,
				firstWeights: Array(l * s).fill(0),
				bound: Ec(i) / (2 * c) + 2 * t,
				redundant: p.map((e, t) => Float64Array.from({ length: l * s }, (e, n) => n % s === t ? Math.sqrt(1 / l) : 0)),
				predict: h,
				loss(e, n) {
					let r = new Float64Array(l), i = 0;
					for (let t = 0; t < o; t++) {
						let o = -e[t * l + d[t]];
						if (o <= .9) {
							i -= Math.log1p(-o);
							continue;
						}
						let s = m(a, t, n, r, 0), c = r.reduce((e, t) => e + Math.exp(t - s), 0);
						i += s + Math.log(c) - r[d[t]];
					}
					let c = 0;
					for (let e = 0; e < l; e++) c += kc(n, u, e * s);
					return i / o + t * c;
				},
				gradient: g,
				hessianProduct(e, t, n) {
					let r = new Float64Array(o * l), i = new Float64Array(o * l);
					h(a, e, r);
					for (let e = 0; e < o; e++) {
						m(a, e, t, i, e * l);
						let n = 0;
						for (let t = e * l; t < (e + 1) * l; t++) n += r[t] * i[t];
						for (let t = e * l; t < (e + 1) * l; t++) i[t] = r[t] * (i[t] - n);
					}
					g(i, t, n);
				},
				inUserUnits: (e) => _((e) => rc(i, e), e),
				fromUserUnits: (e) => _((e) => ic(i, e), e)
			};
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "p = exp(X w + b) / sum over the classes",
			loss: `−mean log p of the class seen${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) (p − Y)ᵀ X${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), ul = /* @__PURE__ */ n({ kit: () => dl }), dl, fl = t((() => {
	bl(), jc(), dl = {
		build(e, { settings: { alpha: t }, standardize: n }) {
			let r = e.y.findIndex((e) => e < 0 || !Number.isInteger(e));
			if (r >= 0) throw new _l(`The target is ${e.y[r]} in row ${r + 1}, which is not a count: Poisson regression needs whole numbers of 0 or more.`);
			let i = Tc(e, "Poisson regression", n);
			return Ac(i, e.names, i.y, t, {
				link: Math.exp,
				loss(e, t, n) {
					let r = e + t;
					return r - t * (r > .1 * t && r < Infinity ? Math.log(r) : n());
				},
				pull: (e) => e,
				curvature: (e) => e,
				steepest: Infinity
			});
		},
		formulas: ({ settings: { alpha: e } }) => ({
			predict: "μ = exp(X w + b)",
			loss: `mean of μ − y log μ${e ? " + α Σ w²" : ""}`,
			gradient: `(1/n) Xᵀ(μ − y)${e ? " + 2α w" : ""}`,
			after: ""
		})
	};
})), pl = /* @__PURE__ */ n({ kit: () => ml }), ml, hl = t((() => {
	oc(), jc(), Wc(), ml = {
		build(e, { settings: { alpha: t, hidden: n }, loss: r, standardize: i, normals: a }) {
			let o = Tc(e, "the network", i), { rows: s, m: c, p: l, n: u } = o, d = l - 1, f = qs(r, u), p = (l + 1) * n + 1, m = l * n, h = new Float64Array(c * n), g = (e, t, r) => {
				for (let i = 0; i * n < r.length; i++) for (let a = 0; a < n; a++) {
					let o = 0;
					for (let r = 0; r < l; r++) o += e[i * l + r] * t[r * n + a];
					r[i * n + a] = Math.tanh(o);
				}
			}, _ = (e, r) => {
				if (t !== 0) {
					for (let i = 0; i < d * n; i++) r[i] += 2 * t * e[i];
					for (let i = m; i < m + n; i++) r[i] += 2 * t * e[i];
				}
			}, v = (e, t) => {
				let r = Array.from(t);
				for (let i = 0; i < n; i++) e(Array.from({ length: l }, (e, r) => t[r * n + i])).forEach((e, t) => r[t * n + i] = e);
				return r;
			}, y = (e) => v((e) => rc(o, e), e), b = Array.from({ length: p }, (e, t) => t < m ? a[t] / Math.sqrt(l) : t < m + n ? a[t] / Math.sqrt(n) : 0);
			return {
				problem: o,
				names: [
					...[...e.names, "intercept"].flatMap((e) => Array.from({ length: n }, (t, n) => `${e} to h${n + 1}`)),
					...Array.from({ length: n }, (e, t) => `h${t + 1}`),
					"intercept"
				],
				classes: [],
				convex: !1,
				size: p,
				outputs: 1,
				target: o.y,
				firstWeights: y(b),
				bound: null,
				redundant: [],
				predict(e, t, r) {
					let i = e === s ? h : new Float64Array(r.length * n);
					g(e, t, i);
					for (let e = 0; e < r.length; e++) {
						let a = t[p - 1];
						for (let r = 0; r < n; r++) a += i[e * n + r] * t[m + r];
						r[e] = a;
					}
				},
				loss(e, r) {
					let i = 0;
					for (let e = 0; e < d * n; e++) i += r[e] * r[e];
					for (let e = m; e < m + n; e++) i += r[e] * r[e];
					return f * ec(e) + t * i;
				},
				gradient(e, t, r) {
					r.fill(0);
					for (let i = 0; i < c; i++) {
						for (let a = 0; a < n; a++) {
							let o = h[i * n + a], c = e[i] * t[m + a] * (1 - o * o);
							for (let e = 0; e < l; e++) r[e * n + a] += s[i * l + e] * c;
							r[m + a] += o * e[i];
						}
						r[p - 1] += e[i];
					}
					for (let e = 0; e < p; e++) r[e] *= 2 * f;
					_(t, r);
				},
				hessianProduct(e, t, r) {
					g(s, e, h), r.fill(0);
					let i = new Float64Array(n);
					for (let a = 0; a < c; a++) {
						let [c, u] = [e[p - 1] - o.y[a], t[p - 1]];
						for (let r = 0; r < n; r++) {
							let o = h[a * n + r], d = 0;
							for (let e = 0; e < l; e++) d += s[a * l + e] * t[e * n + r];
							i[r] = (1 - o * o) * d, c += o * e[m + r], u += i[r] * e[m + r] + o * t[m + r];
						}
						for (let o = 0; o < n; o++) {
							let d = h[a * n + o], f = 1 - d * d, p = (u * e[m + o] + c * t[m + o]) * f - 2 * c * e[m + o] * d * i[o];
							for (let e = 0; e < l; e++) r[e * n + o] += s[a * l + e] * p;
							r[m + o] += d * u + i[o] * c;
						}
						r[p - 1] += u;
					}
					for (let e = 0; e < p; e++) r[e] *= 2 * f;
					_(t, r);
				},
				inUserUnits: y,
				fromUserUnits: (e) => v((e) => ic(o, e), e)
			};
		},
		formulas({ loss: e }) {
			let t = Uc(e);
			return {
				predict: "h = tanh(X V), ŷ = h·u + b",
				loss: t.loss,
				gradient: `${t.gradient.replace("Xᵀ", "hᵀ")} for u; V by the chain rule`,
				after: ""
			};
		}
	};
}));
// src/lib/models/catalog.ts
function gl(e) {
	return {
		alpha: +(e === "ridge" || e === "lasso" || e === "elastic-net"),
		l1_ratio: .5,
		delta: 1,
		hidden: 8
	};
}
var _l, vl, yl, bl = t((() => {
	_l = class extends Error {}, vl = () => Promise.reject(/* @__PURE__ */ Error("least squares needs no kit")), yl = {
		"least-squares": {
			text: "line",
			takes: [],
			squared: !0,
			target: "number",
			points: "lesson-line",
			load: vl
		},
		ridge: {
			text: "ridge",
			takes: ["alpha"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (qc(), Gc))
		},
		lasso: {
			text: "lasso",
			takes: ["alpha"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => (Xc(), Jc))
		},
		"elastic-net": {
			text: "elastic net",
			takes: ["alpha", "l1_ratio"],
			squared: !0,
			target: "number",
			points: "lesson-useless-columns",
			load: () => Promise.resolve().then(() => ($c(), Zc))
		},
		huber: {
			text: "Huber",
			takes: ["alpha", "delta"],
			squared: !1,
			target: "number",
			points: "lesson-outliers",
			load: () => Promise.resolve().then(() => (nl(), el))
		},
		logistic: {
			text: "logistic",
			takes: ["alpha"],
			squared: !1,
			target: "two classes",
			points: "lesson-yes-no",
			load: () => Promise.resolve().then(() => (al(), rl))
		},
		softmax: {
			text: "softmax",
			takes: ["alpha"],
			squared: !1,
			target: "classes",
			points: "lesson-three-classes",
			load: () => Promise.resolve().then(() => (ll(), ol))
		},
		poisson: {
			text: "Poisson",
			takes: ["alpha"],
			squared: !1,
			target: "count",
			points: "lesson-counts",
			load: () => Promise.resolve().then(() => (fl(), ul))
		},
		network: {
			text: "network",
			takes: ["alpha", "hidden"],
			squared: !0,
			target: "number",
			points: "lesson-bend",
			load: () => Promise.resolve().then(() => (hl(), pl))
		}
	};
}));
Q(), Z(), Gs(), bl();
var xl = 450, Sl = 1e-9, Cl = 1e290, wl = class {
	#e = /* @__PURE__ */ M(null);
	get answer() {
		return B(this.#e);
	}
	set answer(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M(Fn(NaN));
	get difference() {
		return B(this.#t);
	}
	set difference(e) {
		N(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ M("");
	get error() {
		return B(this.#n);
	}
	set error(e) {
		N(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ A(() => this.answer !== null && this.difference <= Sl);
	get agrees() {
		return B(this.#r);
	}
	set agrees(e) {
		N(this.#r, e);
	}
	#i = /* @__PURE__ */ M(0);
	get apartFrom() {
		return B(this.#i);
	}
	set apartFrom(e) {
		N(this.#i, e, !0);
	}
	constructor(e) {
		cr(() => {
			let { run: t } = e, n = Tl(e);
			if (!t || !n) return;
			this.answer = null, this.error = "";
			let r = new AbortController(), i = setTimeout(() => void this.ask(n, t, r.signal), xl);
			return () => {
				clearTimeout(i), r.abort();
			};
		});
	}
	async ask(e, t, n) {
		try {
			let r = e.model ? {
				...e,
				undiagnosed: !0
			} : e, i = await zs(r, n);
			if (n.aborted || (this.difference = El(t, i), this.apartFrom = Dl(t, i), this.answer = i, !e.model)) return;
			let a = await zs(e, n);
			n.aborted || (this.answer = a);
		} catch (e) {
			n.aborted || (this.error = Fs(e));
		}
	}
};
function Tl(e) {
	if (!e.data) return null;
	let { lr: t, rule: n, loss: r, standardize: i, model: a } = e, o = e.runSettings(), s = {
		data: e.descriptor,
		lr: t,
		epochs: e.run?.epochs ?? e.epochs,
		rule: n,
		standardize: i
	};
	if (e.isLine) return {
		...s,
		loss: r,
		start: [...e.startWeights]
	};
	let { squared: c, takes: l } = yl[a], u = Object.fromEntries(l.map((e) => [e, o[e]])), d = e.start && e.startMoves ? [...e.start] : null;
	return {
		...s,
		...u,
		model: a,
		start: d,
		loss: c ? r : "mse"
	};
}
function El(e, t) {
	if (t.losses.length !== e.epochs + 1) return Infinity;
	let n = 0;
	for (let r = 0; r <= e.epochs; r++) n = Math.max(n, Ol(e, t, r));
	return n;
}
function Dl(e, t) {
	for (let n = 0; n < t.losses.length; n++) if (!(Ol(e, t, n) <= Sl)) return n;
	return t.losses.length;
}
function Ol(e, t, n) {
	let r = Math.abs(e.losses[n]), i = !(Math.max(r, t.losses[n] ?? 0) < Cl), a = kl(e.losses[n], t.losses[n], r, i), o = e.weights.subarray(n * e.p, (n + 1) * e.p), s = o.reduce((e, t) => Math.max(e, Math.abs(t)), 0);
	return t.weights[n].forEach((e, t) => a = Math.max(a, kl(o[t], e, s, i))), a;
}
function kl(e, t, n, r) {
	return t === null || !Number.isFinite(e) ? r ? 0 : Infinity : n === 0 ? Math.abs(t) : Math.abs(e - t) / n;
}
// src/lib/format.ts
function $(e, t = 4) {
	if (Number.isNaN(e)) return "∞";
	if (!Number.isFinite(e)) return e < 0 ? `${Ll}∞` : "∞";
	if (e === 0) return "0";
	let n = Math.abs(e);
	return n >= 1e6 || n < 1e-4 ? Il(e, Math.min(t, 3)) : n >= 10 ** t ? jl(e) : Bl(e.toPrecision(t));
}
function Al(e, t = 6) {
	return Bl(String(Number(e.toPrecision(t))));
}
function jl(e) {
	return Bl(Rl.format(Math.round(e)));
}
function Ml(e) {
	return Number.isFinite(e) ? e >= 1e9 ? `about ${Il(e, 1)} epochs` : `${jl(e)} epoch${e === 1 ? "" : "s"}` : "never";
}
function Nl(e) {
	let t = 100 * Math.abs(1 - e);
	if (!Number.isFinite(t)) return `${$(e)}%`;
	let n = t === 0 ? 1 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(t))));
	return `${(100 * e).toFixed(n)}%`;
}
function Pl(e) {
	let t = 1 - e;
	return t > 0 && t < 1e-5 ? `all but ${Il(t, 2)}` : Nl(e);
}
function Fl(e) {
	let t = [...String(Math.abs(e))].map((e) => zl[Number(e)]);
	return `10${e < 0 ? "⁻" : ""}${t.join("")}`;
}
function Il(e, t = 3) {
	if (!Number.isFinite(e)) return $(e);
	let [n, r] = e.toExponential(t - 1).split("e");
	return Bl(`${n}·${Fl(Number(r))}`);
}
var Ll, Rl, zl, Bl, Vl = t((() => {
	Ll = "−", Rl = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }), zl = "⁰¹²³⁴⁵⁶⁷⁸⁹", Bl = (e) => e.replace("-", Ll);
}));
Vl(), oc();
function Hl(e, t, n, r) {
	let i = (t, n) => {
		let r = 0;
		for (let i = 0; i < e.m; i++) r += e.rows[i * e.p + t] * e.rows[i * e.p + n];
		return 2 * e.factor * r;
	}, [a, o, s] = [
		i(t, t),
		i(t, n),
		i(n, n)
	], c = (a - s) / 2, l = Math.hypot(c, o), u = (a + s) / 2 + l, d = Math.max(u === 0 ? 0 : (a * s - o * o) / u, 1e-12 * u), f = Math.atan2(o, c) / 2, p = [Math.cos(f), Math.sin(f)], m = [-p[1], p[0]], h = nc(e, r), g = (h[t] * p[0] + h[n] * p[1]) / u, _ = (h[t] * m[0] + h[n] * m[1]) / d, v = [r[t] - g * p[0] - _ * m[0], r[n] - g * p[1] - _ * m[1]], y = Array.from(r);
	return [y[t], y[n]] = v, {
		center: v,
		floor: tc(e, y),
		curvatures: [u, d],
		axes: [p, m]
	};
}
var Ul = (e, t, n) => {
	let r = t - e.center[0], i = n - e.center[1];
	return e.axes.reduce((t, [n, a], o) => t + e.curvatures[o] * (n * r + a * i) ** 2 / 2, 0);
};
function Wl(e, t) {
	let [n, r] = e.axes, i = Math.sqrt(2 * t / e.curvatures[0]), a = Math.sqrt(2 * t / e.curvatures[1]);
	return [[i * n[0], i * n[1]], [a * r[0], a * r[1]]];
}
// src/charts/AxesChoice.svelte?svelte&type=style&lang.css
var Gl = t((() => {}));
// src/charts/AxesChoice.svelte
function Kl(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7);
	function r(e, t) {
		let r = Number(t), i = [...n().axes];
		i[1 - e] === r && (i[1 - e] = i[e]), i[e] = r, n().axesChosen = i;
	}
	var i = Ri();
	Y(F(i), 16, () => [0, 1], (e) => e, (e, t) => {
		var i = Jl(), a = P(i), o = L(a);
		Y(o, 21, () => n().weightNames, ya, (e, t, n) => {
			var r = ql(), i = I(r, !0), a = {};
			R((e) => {
				q(i, B(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
			}, [() => String(n)]), K(e, r);
		}), T(o);
		var s;
		ho(o), T(i), R((e) => {
			q(a, `${t ? "vertical" : "horizontal"} `), X(o, "aria-label", t ? "Weight shown vertically" : "Weight shown horizontally"), s !== (s = e) && (o.value = (o.__value = s) ?? "", mo(o, s));
		}, [() => String(n().axes[t])]), U("change", o, (e) => r(t, e.currentTarget.value)), K(e, i);
	}), K(e, i), k();
}
var ql, Jl, Yl = t((() => {
	Z(), Gl(), ql = /* @__PURE__ */ W("<option> </option>"), Jl = /* @__PURE__ */ W("<label class=\"svelte-1gu2nz3\"> <select class=\"svelte-1gu2nz3\"></select></label>"), Ci(["change"]);
}));
// src/charts/LiveText.svelte
function Xl(e, t) {
	O(t, !0);
	let n = ms(t, "wait", 3, 900), r = /* @__PURE__ */ M("");
	cr(() => {
		let e = t.text, i = setTimeout(() => N(r, e, !0), n());
		return () => clearTimeout(i);
	});
	var i = Zl(), a = I(i, !0);
	R(() => q(a, B(r))), K(e, i), k();
}
var Zl, Ql = t((() => {
	Q(), Z(), Zl = /* @__PURE__ */ W("<p class=\"hidden-visually\" aria-live=\"polite\"> </p>");
})), $l = t((() => {}));
// src/charts/Figure.svelte
function eu(e, t) {
	let n = ms(t, "note", 3, "");
	var r = ru(), i = P(r), a = P(i), o = I(a, !0), s = L(a, 2), c = (e) => {
		var n = tu();
		Na(P(n), () => t.controls), T(n), K(e, n);
	};
	J(s, (e) => {
		t.controls && e(c);
	}), T(i);
	var l = L(i, 2);
	Na(l, () => t.children);
	var u = L(l, 2), d = (e) => {
		var t = nu(), r = I(t, !0);
		R(() => q(r, n())), K(e, t);
	};
	J(u, (e) => {
		n() && e(d);
	}), Xl(L(u, 2), { get text() {
		return t.text;
	} }), T(r), R(() => q(o, t.title)), K(e, r);
}
var tu, nu, ru, iu = t((() => {
	Q(), Z(), Ql(), $l(), tu = /* @__PURE__ */ W("<div class=\"controls svelte-e9gw4x\"><!></div>"), nu = /* @__PURE__ */ W("<p class=\"note svelte-e9gw4x\"> </p>"), ru = /* @__PURE__ */ W("<figure class=\"svelte-e9gw4x\"><figcaption class=\"svelte-e9gw4x\"><h2 class=\"small\"> </h2> <!></figcaption> <!> <!> <!></figure>");
}));
// node_modules/d3-array/dist/d3-array.mjs
function au(e, t) {
	return e == null || t == null ? NaN : e < t ? -1 : e > t ? 1 : e >= t ? 0 : NaN;
}
function ou(e, t) {
	return e == null || t == null ? NaN : t < e ? -1 : t > e ? 1 : t >= e ? 0 : NaN;
}
function su(e) {
	let t, n, r;
	e.length === 2 ? (t = e === au || e === ou ? e : cu, n = e, r = e) : (t = au, n = (t, n) => au(e(t), n), r = (t, n) => e(t) - n);
	function i(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) < 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function a(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) <= 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function o(e, t, n = 0, a = e.length) {
		let o = i(e, t, n, a - 1);
		return o > n && r(e[o - 1], t) > -r(e[o], t) ? o - 1 : o;
	}
	return {
		left: i,
		center: o,
		right: a
	};
}
function cu() {
	return 0;
}
function lu(e) {
	return e === null ? NaN : +e;
}
function uu(e, t, n) {
	let r = (t - e) / Math.max(0, n), i = Math.floor(Math.log10(r)), a = r / 10 ** i, o = a >= gu ? 10 : a >= _u ? 5 : a >= vu ? 2 : 1, s, c, l;
	return i < 0 ? (l = 10 ** -i / o, s = Math.round(e * l), c = Math.round(t * l), s / l < e && ++s, c / l > t && --c, l = -l) : (l = 10 ** i * o, s = Math.round(e / l), c = Math.round(t / l), s * l < e && ++s, c * l > t && --c), c < s && .5 <= n && n < 2 ? uu(e, t, n * 2) : [
		s,
		c,
		l
	];
}
function du(e, t, n) {
	if (t = +t, e = +e, n = +n, !(n > 0)) return [];
	if (e === t) return [e];
	let r = t < e, [i, a, o] = r ? uu(t, e, n) : uu(e, t, n);
	if (!(a >= i)) return [];
	let s = a - i + 1, c = Array(s);
	if (r) {
		if (o < 0) for (let e = 0; e < s; ++e) c[e] = (a - e) / -o;
		else for (let e = 0; e < s; ++e) c[e] = (a - e) * o;
	} else if (o < 0) for (let e = 0; e < s; ++e) c[e] = (i + e) / -o;
	else for (let e = 0; e < s; ++e) c[e] = (i + e) * o;
	return c;
}
function fu(e, t, n) {
	return t = +t, e = +e, n = +n, uu(e, t, n)[2];
}
function pu(e, t, n) {
	t = +t, e = +e, n = +n;
	let r = t < e, i = r ? fu(t, e, n) : fu(e, t, n);
	return (r ? -1 : 1) * (i < 0 ? 1 / -i : i);
}
var mu, hu, gu, _u, vu, yu = t((() => {
	mu = su(au), hu = mu.right, mu.left, su(lu).center, Array.prototype.slice, gu = Math.sqrt(50), _u = Math.sqrt(10), vu = Math.sqrt(2);
}));
// node_modules/d3-color/dist/d3-color.mjs
function bu(e, t, n) {
	e.prototype = t.prototype = n, n.constructor = e;
}
function xu(e, t) {
	var n = Object.create(e.prototype);
	for (var r in t) n[r] = t[r];
	return n;
}
function Su() {}
function Cu() {
	return this.rgb().formatHex();
}
function wu() {
	return this.rgb().formatHex8();
}
function Tu() {
	return Bu(this).formatHsl();
}
function Eu() {
	return this.rgb().formatRgb();
}
function Du(e) {
	var t, n;
	return e = (e + "").trim().toLowerCase(), (t = dd.exec(e)) ? (n = t[1].length, t = parseInt(t[1], 16), n === 6 ? Ou(t) : n === 3 ? new Mu(t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, (t & 15) << 4 | t & 15, 1) : n === 8 ? ku(t >> 24 & 255, t >> 16 & 255, t >> 8 & 255, (t & 255) / 255) : n === 4 ? ku(t >> 12 & 15 | t >> 8 & 240, t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, ((t & 15) << 4 | t & 15) / 255) : null) : (t = fd.exec(e)) ? new Mu(t[1], t[2], t[3], 1) : (t = pd.exec(e)) ? new Mu(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, 1) : (t = md.exec(e)) ? ku(t[1], t[2], t[3], t[4]) : (t = hd.exec(e)) ? ku(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, t[4]) : (t = gd.exec(e)) ? zu(t[1], t[2] / 100, t[3] / 100, 1) : (t = _d.exec(e)) ? zu(t[1], t[2] / 100, t[3] / 100, t[4]) : vd.hasOwnProperty(e) ? Ou(vd[e]) : e === "transparent" ? new Mu(NaN, NaN, NaN, 0) : null;
}
function Ou(e) {
	return new Mu(e >> 16 & 255, e >> 8 & 255, e & 255, 1);
}
function ku(e, t, n, r) {
	return r <= 0 && (e = t = n = NaN), new Mu(e, t, n, r);
}
function Au(e) {
	return e instanceof Su || (e = Du(e)), e ? (e = e.rgb(), new Mu(e.r, e.g, e.b, e.opacity)) : new Mu();
}
function ju(e, t, n, r) {
	return arguments.length === 1 ? Au(e) : new Mu(e, t, n, r ?? 1);
}
function Mu(e, t, n, r) {
	this.r = +e, this.g = +t, this.b = +n, this.opacity = +r;
}
function Nu() {
	return `#${Ru(this.r)}${Ru(this.g)}${Ru(this.b)}`;
}
function Pu() {
	return `#${Ru(this.r)}${Ru(this.g)}${Ru(this.b)}${Ru((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function Fu() {
	let e = Iu(this.opacity);
	return `${e === 1 ? "rgb(" : "rgba("}${Lu(this.r)}, ${Lu(this.g)}, ${Lu(this.b)}${e === 1 ? ")" : `, ${e})`}`;
}
function Iu(e) {
	return isNaN(e) ? 1 : Math.max(0, Math.min(1, e));
}
function Lu(e) {
	return Math.max(0, Math.min(255, Math.round(e) || 0));
}
function Ru(e) {
	return e = Lu(e), (e < 16 ? "0" : "") + e.toString(16);
}
function zu(e, t, n, r) {
	return r <= 0 ? e = t = n = NaN : n <= 0 || n >= 1 ? e = t = NaN : t <= 0 && (e = NaN), new Hu(e, t, n, r);
}
function Bu(e) {
	if (e instanceof Hu) return new Hu(e.h, e.s, e.l, e.opacity);
	if (e instanceof Su || (e = Du(e)), !e) return new Hu();
	if (e instanceof Hu) return e;
	e = e.rgb();
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = Math.min(t, n, r), a = Math.max(t, n, r), o = NaN, s = a - i, c = (a + i) / 2;
	return s ? (o = t === a ? (n - r) / s + (n < r) * 6 : n === a ? (r - t) / s + 2 : (t - n) / s + 4, s /= c < .5 ? a + i : 2 - a - i, o *= 60) : s = c > 0 && c < 1 ? 0 : o, new Hu(o, s, c, e.opacity);
}
function Vu(e, t, n, r) {
	return arguments.length === 1 ? Bu(e) : new Hu(e, t, n, r ?? 1);
}
function Hu(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
function Uu(e) {
	return e = (e || 0) % 360, e < 0 ? e + 360 : e;
}
function Wu(e) {
	return Math.max(0, Math.min(1, e || 0));
}
function Gu(e, t, n) {
	return (e < 60 ? t + (n - t) * e / 60 : e < 180 ? n : e < 240 ? t + (n - t) * (240 - e) / 60 : t) * 255;
}
function Ku(e) {
	if (e instanceof Ju) return new Ju(e.l, e.a, e.b, e.opacity);
	if (e instanceof td) return nd(e);
	e instanceof Mu || (e = Au(e));
	var t = Qu(e.r), n = Qu(e.g), r = Qu(e.b), i = Yu((.2225045 * t + .7168786 * n + .0606169 * r) / Cd), a, o;
	return t === n && n === r ? a = o = i : (a = Yu((.4360747 * t + .3850649 * n + .1430804 * r) / Sd), o = Yu((.0139322 * t + .0971045 * n + .7141733 * r) / wd)), new Ju(116 * i - 16, 500 * (a - i), 200 * (i - o), e.opacity);
}
function qu(e, t, n, r) {
	return arguments.length === 1 ? Ku(e) : new Ju(e, t, n, r ?? 1);
}
function Ju(e, t, n, r) {
	this.l = +e, this.a = +t, this.b = +n, this.opacity = +r;
}
function Yu(e) {
	return e > Od ? e ** (1 / 3) : e / Dd + Td;
}
function Xu(e) {
	return e > Ed ? e * e * e : Dd * (e - Td);
}
function Zu(e) {
	return 255 * (e <= .0031308 ? 12.92 * e : 1.055 * e ** (1 / 2.4) - .055);
}
function Qu(e) {
	return (e /= 255) <= .04045 ? e / 12.92 : ((e + .055) / 1.055) ** 2.4;
}
function $u(e) {
	if (e instanceof td) return new td(e.h, e.c, e.l, e.opacity);
	if (e instanceof Ju || (e = Ku(e)), e.a === 0 && e.b === 0) return new td(NaN, 0 < e.l && e.l < 100 ? 0 : NaN, e.l, e.opacity);
	var t = Math.atan2(e.b, e.a) * bd;
	return new td(t < 0 ? t + 360 : t, Math.sqrt(e.a * e.a + e.b * e.b), e.l, e.opacity);
}
function ed(e, t, n, r) {
	return arguments.length === 1 ? $u(e) : new td(e, t, n, r ?? 1);
}
function td(e, t, n, r) {
	this.h = +e, this.c = +t, this.l = +n, this.opacity = +r;
}
function nd(e) {
	if (isNaN(e.h)) return new Ju(e.l, 0, 0, e.opacity);
	var t = e.h * yd;
	return new Ju(e.l, Math.cos(t) * e.c, Math.sin(t) * e.c, e.opacity);
}
function rd(e) {
	if (e instanceof ad) return new ad(e.h, e.s, e.l, e.opacity);
	e instanceof Mu || (e = Au(e));
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = (Id * r + Pd * t - Fd * n) / (Id + Pd - Fd), a = r - i, o = (Nd * (n - i) - jd * a) / Md, s = Math.sqrt(o * o + a * a) / (Nd * i * (1 - i)), c = s ? Math.atan2(o, a) * bd - 120 : NaN;
	return new ad(c < 0 ? c + 360 : c, s, i, e.opacity);
}
function id(e, t, n, r) {
	return arguments.length === 1 ? rd(e) : new ad(e, t, n, r ?? 1);
}
function ad(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
var od, sd, cd, ld, ud, dd, fd, pd, md, hd, gd, _d, vd, yd, bd, xd, Sd, Cd, wd, Td, Ed, Dd, Od, kd, Ad, jd, Md, Nd, Pd, Fd, Id, Ld = t((() => {
	od = .7, sd = 1 / od, cd = "\\s*([+-]?\\d+)\\s*", ld = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*", ud = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*", dd = /^#([0-9a-f]{3,8})$/, fd = RegExp(`^rgb\\(${cd},${cd},${cd}\\)$`), pd = RegExp(`^rgb\\(${ud},${ud},${ud}\\)$`), md = RegExp(`^rgba\\(${cd},${cd},${cd},${ld}\\)$`), hd = RegExp(`^rgba\\(${ud},${ud},${ud},${ld}\\)$`), gd = RegExp(`^hsl\\(${ld},${ud},${ud}\\)$`), _d = RegExp(`^hsla\\(${ld},${ud},${ud},${ld}\\)$`), vd = {
		aliceblue: 15792383,
		antiquewhite: 16444375,
		aqua: 65535,
		aquamarine: 8388564,
		azure: 15794175,
		beige: 16119260,
		bisque: 16770244,
		black: 0,
		blanchedalmond: 16772045,
		blue: 255,
		blueviolet: 9055202,
		brown: 10824234,
		burlywood: 14596231,
		cadetblue: 6266528,
		chartreuse: 8388352,
		chocolate: 13789470,
		coral: 16744272,
		cornflowerblue: 6591981,
		cornsilk: 16775388,
		crimson: 14423100,
		cyan: 65535,
		darkblue: 139,
		darkcyan: 35723,
		darkgoldenrod: 12092939,
		darkgray: 11119017,
		darkgreen: 25600,
		darkgrey: 11119017,
		darkkhaki: 12433259,
		darkmagenta: 9109643,
		darkolivegreen: 5597999,
		darkorange: 16747520,
		darkorchid: 10040012,
		darkred: 9109504,
		darksalmon: 15308410,
		darkseagreen: 9419919,
		darkslateblue: 4734347,
		darkslategray: 3100495,
		darkslategrey: 3100495,
		darkturquoise: 52945,
		darkviolet: 9699539,
		deeppink: 16716947,
		deepskyblue: 49151,
		dimgray: 6908265,
		dimgrey: 6908265,
		dodgerblue: 2003199,
		firebrick: 11674146,
		floralwhite: 16775920,
		forestgreen: 2263842,
		fuchsia: 16711935,
		gainsboro: 14474460,
		ghostwhite: 16316671,
		gold: 16766720,
		goldenrod: 14329120,
		gray: 8421504,
		green: 32768,
		greenyellow: 11403055,
		grey: 8421504,
		honeydew: 15794160,
		hotpink: 16738740,
		indianred: 13458524,
		indigo: 4915330,
		ivory: 16777200,
		khaki: 15787660,
		lavender: 15132410,
		lavenderblush: 16773365,
		lawngreen: 8190976,
		lemonchiffon: 16775885,
		lightblue: 11393254,
		lightcoral: 15761536,
		lightcyan: 14745599,
		lightgoldenrodyellow: 16448210,
		lightgray: 13882323,
		lightgreen: 9498256,
		lightgrey: 13882323,
		lightpink: 16758465,
		lightsalmon: 16752762,
		lightseagreen: 2142890,
		lightskyblue: 8900346,
		lightslategray: 7833753,
		lightslategrey: 7833753,
		lightsteelblue: 11584734,
		lightyellow: 16777184,
		lime: 65280,
		limegreen: 3329330,
		linen: 16445670,
		magenta: 16711935,
		maroon: 8388608,
		mediumaquamarine: 6737322,
		mediumblue: 205,
		mediumorchid: 12211667,
		mediumpurple: 9662683,
		mediumseagreen: 3978097,
		mediumslateblue: 8087790,
		mediumspringgreen: 64154,
		mediumturquoise: 4772300,
		mediumvioletred: 13047173,
		midnightblue: 1644912,
		mintcream: 16121850,
		mistyrose: 16770273,
		moccasin: 16770229,
		navajowhite: 16768685,
		navy: 128,
		oldlace: 16643558,
		olive: 8421376,
		olivedrab: 7048739,
		orange: 16753920,
		orangered: 16729344,
		orchid: 14315734,
		palegoldenrod: 15657130,
		palegreen: 10025880,
		paleturquoise: 11529966,
		palevioletred: 14381203,
		papayawhip: 16773077,
		peachpuff: 16767673,
		peru: 13468991,
		pink: 16761035,
		plum: 14524637,
		powderblue: 11591910,
		purple: 8388736,
		rebeccapurple: 6697881,
		red: 16711680,
		rosybrown: 12357519,
		royalblue: 4286945,
		saddlebrown: 9127187,
		salmon: 16416882,
		sandybrown: 16032864,
		seagreen: 3050327,
		seashell: 16774638,
		sienna: 10506797,
		silver: 12632256,
		skyblue: 8900331,
		slateblue: 6970061,
		slategray: 7372944,
		slategrey: 7372944,
		snow: 16775930,
		springgreen: 65407,
		steelblue: 4620980,
		tan: 13808780,
		teal: 32896,
		thistle: 14204888,
		tomato: 16737095,
		turquoise: 4251856,
		violet: 15631086,
		wheat: 16113331,
		white: 16777215,
		whitesmoke: 16119285,
		yellow: 16776960,
		yellowgreen: 10145074
	}, bu(Su, Du, {
		copy(e) {
			return Object.assign(new this.constructor(), this, e);
		},
		displayable() {
			return this.rgb().displayable();
		},
		hex: Cu,
		formatHex: Cu,
		formatHex8: wu,
		formatHsl: Tu,
		formatRgb: Eu,
		toString: Eu
	}), bu(Mu, ju, xu(Su, {
		brighter(e) {
			return e = e == null ? sd : sd ** +e, new Mu(this.r * e, this.g * e, this.b * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? od : od ** +e, new Mu(this.r * e, this.g * e, this.b * e, this.opacity);
		},
		rgb() {
			return this;
		},
		clamp() {
			return new Mu(Lu(this.r), Lu(this.g), Lu(this.b), Iu(this.opacity));
		},
		displayable() {
			return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b && this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
		},
		hex: Nu,
		formatHex: Nu,
		formatHex8: Pu,
		formatRgb: Fu,
		toString: Fu
	})), bu(Hu, Vu, xu(Su, {
		brighter(e) {
			return e = e == null ? sd : sd ** +e, new Hu(this.h, this.s, this.l * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? od : od ** +e, new Hu(this.h, this.s, this.l * e, this.opacity);
		},
		rgb() {
			var e = this.h % 360 + (this.h < 0) * 360, t = isNaN(e) || isNaN(this.s) ? 0 : this.s, n = this.l, r = n + (n < .5 ? n : 1 - n) * t, i = 2 * n - r;
			return new Mu(Gu(e >= 240 ? e - 240 : e + 120, i, r), Gu(e, i, r), Gu(e < 120 ? e + 240 : e - 120, i, r), this.opacity);
		},
		clamp() {
			return new Hu(Uu(this.h), Wu(this.s), Wu(this.l), Iu(this.opacity));
		},
		displayable() {
			return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 && 0 <= this.opacity && this.opacity <= 1;
		},
		formatHsl() {
			let e = Iu(this.opacity);
			return `${e === 1 ? "hsl(" : "hsla("}${Uu(this.h)}, ${Wu(this.s) * 100}%, ${Wu(this.l) * 100}%${e === 1 ? ")" : `, ${e})`}`;
		}
	})), yd = Math.PI / 180, bd = 180 / Math.PI, xd = 18, Sd = .96422, Cd = 1, wd = .82521, Td = 4 / 29, Ed = 6 / 29, Dd = 3 * Ed * Ed, Od = Ed * Ed * Ed, bu(Ju, qu, xu(Su, {
		brighter(e) {
			return new Ju(this.l + xd * (e ?? 1), this.a, this.b, this.opacity);
		},
		darker(e) {
			return new Ju(this.l - xd * (e ?? 1), this.a, this.b, this.opacity);
		},
		rgb() {
			var e = (this.l + 16) / 116, t = isNaN(this.a) ? e : e + this.a / 500, n = isNaN(this.b) ? e : e - this.b / 200;
			return t = Sd * Xu(t), e = Cd * Xu(e), n = wd * Xu(n), new Mu(Zu(3.1338561 * t - 1.6168667 * e - .4906146 * n), Zu(-.9787684 * t + 1.9161415 * e + .033454 * n), Zu(.0719453 * t - .2289914 * e + 1.4052427 * n), this.opacity);
		}
	})), bu(td, ed, xu(Su, {
		brighter(e) {
			return new td(this.h, this.c, this.l + xd * (e ?? 1), this.opacity);
		},
		darker(e) {
			return new td(this.h, this.c, this.l - xd * (e ?? 1), this.opacity);
		},
		rgb() {
			return nd(this).rgb();
		}
	})), kd = -.14861, Ad = 1.78277, jd = -.29227, Md = -.90649, Nd = 1.97294, Pd = Nd * Md, Fd = Nd * Ad, Id = Ad * jd - Md * kd, bu(ad, id, xu(Su, {
		brighter(e) {
			return e = e == null ? sd : sd ** +e, new ad(this.h, this.s, this.l * e, this.opacity);
		},
		darker(e) {
			return e = e == null ? od : od ** +e, new ad(this.h, this.s, this.l * e, this.opacity);
		},
		rgb() {
			var e = isNaN(this.h) ? 0 : (this.h + 120) * yd, t = +this.l, n = isNaN(this.s) ? 0 : this.s * t * (1 - t), r = Math.cos(e), i = Math.sin(e);
			return new Mu(255 * (t + n * (kd * r + Ad * i)), 255 * (t + n * (jd * r + Md * i)), 255 * (t + Nd * r * n), this.opacity);
		}
	}));
}));
function Rd(e, t) {
	return function(n) {
		return e + n * t;
	};
}
function zd(e, t, n) {
	return e **= +n, t = t ** +n - e, n = 1 / n, function(r) {
		return (e + r * t) ** +n;
	};
}
function Bd(e, t) {
	var n = t - e;
	return n ? Rd(e, n > 180 || n < -180 ? n - 360 * Math.round(n / 360) : n) : af(isNaN(e) ? t : e);
}
function Vd(e) {
	return (e = +e) == 1 ? Hd : function(t, n) {
		return n - t ? zd(t, n, e) : af(isNaN(t) ? n : t);
	};
}
function Hd(e, t) {
	var n = t - e;
	return n ? Rd(e, n) : af(isNaN(e) ? t : e);
}
function Ud(e, t) {
	t ||= [];
	var n = e ? Math.min(t.length, e.length) : 0, r = t.slice(), i;
	return function(a) {
		for (i = 0; i < n; ++i) r[i] = e[i] * (1 - a) + t[i] * a;
		return r;
	};
}
function Wd(e) {
	return ArrayBuffer.isView(e) && !(e instanceof DataView);
}
function Gd(e, t) {
	for (var n = t ? t.length : 0, r = e ? Math.min(n, e.length) : 0, i = Array(r), a = Array(n), o = 0; o < r; ++o) i[o] = Qd(e[o], t[o]);
	for (; o < n; ++o) a[o] = t[o];
	return function(e) {
		for (o = 0; o < r; ++o) a[o] = i[o](e);
		return a;
	};
}
function Kd(e, t) {
	var n = /* @__PURE__ */ new Date();
	return e = +e, t = +t, function(r) {
		return n.setTime(e * (1 - r) + t * r), n;
	};
}
function qd(e, t) {
	return e = +e, t = +t, function(n) {
		return e * (1 - n) + t * n;
	};
}
function Jd(e, t) {
	var n = {}, r = {}, i;
	for (i in typeof e == "object" && e || (e = {}), typeof t == "object" && t || (t = {}), t) i in e ? n[i] = Qd(e[i], t[i]) : r[i] = t[i];
	return function(e) {
		for (i in n) r[i] = n[i](e);
		return r;
	};
}
function Yd(e) {
	return function() {
		return e;
	};
}
function Xd(e) {
	return function(t) {
		return e(t) + "";
	};
}
function Zd(e, t) {
	var n = sf.lastIndex = cf.lastIndex = 0, r, i, a, o = -1, s = [], c = [];
	for (e += "", t += ""; (r = sf.exec(e)) && (i = cf.exec(t));) (a = i.index) > n && (a = t.slice(n, a), s[o] ? s[o] += a : s[++o] = a), (r = r[0]) === (i = i[0]) ? s[o] ? s[o] += i : s[++o] = i : (s[++o] = null, c.push({
		i: o,
		x: qd(r, i)
	})), n = cf.lastIndex;
	return n < t.length && (a = t.slice(n), s[o] ? s[o] += a : s[++o] = a), s.length < 2 ? c[0] ? Xd(c[0].x) : Yd(t) : (t = c.length, function(e) {
		for (var n = 0, r; n < t; ++n) s[(r = c[n]).i] = r.x(e);
		return s.join("");
	});
}
function Qd(e, t) {
	var n = typeof t, r;
	return t == null || n === "boolean" ? af(t) : (n === "number" ? qd : n === "string" ? (r = Du(t)) ? (t = r, of) : Zd : t instanceof Du ? of : t instanceof Date ? Kd : Wd(t) ? Ud : Array.isArray(t) ? Gd : typeof t.valueOf != "function" && typeof t.toString != "function" || isNaN(t) ? Jd : qd)(e, t);
}
function $d(e, t) {
	return e = +e, t = +t, function(n) {
		return Math.round(e * (1 - n) + t * n);
	};
}
function ef(e) {
	return ((e = Math.exp(e)) + 1 / e) / 2;
}
function tf(e) {
	return ((e = Math.exp(e)) - 1 / e) / 2;
}
function nf(e) {
	return ((e = Math.exp(2 * e)) - 1) / (e + 1);
}
function rf(e) {
	return (function t(n) {
		n = +n;
		function r(t, r) {
			var i = e((t = id(t)).h, (r = id(r)).h), a = Hd(t.s, r.s), o = Hd(t.l, r.l), s = Hd(t.opacity, r.opacity);
			return function(e) {
				return t.h = i(e), t.s = a(e), t.l = o(e ** +n), t.opacity = s(e), t + "";
			};
		}
		return r.gamma = t, r;
	})(1);
}
var af, of, sf, cf, lf, uf = t((() => {
	Ld(), af = (e) => () => e, of = (function e(t) {
		var n = Vd(t);
		function r(e, t) {
			var r = n((e = ju(e)).r, (t = ju(t)).r), i = n(e.g, t.g), a = n(e.b, t.b), o = Hd(e.opacity, t.opacity);
			return function(t) {
				return e.r = r(t), e.g = i(t), e.b = a(t), e.opacity = o(t), e + "";
			};
		}
		return r.gamma = e, r;
	})(1), sf = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g, cf = new RegExp(sf.source, "g"), lf = 1e-12, (function e(t, n, r) {
		function i(e, i) {
			var a = e[0], o = e[1], s = e[2], c = i[0], l = i[1], u = i[2], d = c - a, f = l - o, p = d * d + f * f, m, h;
			if (p < lf) h = Math.log(u / s) / t, m = function(e) {
				return [
					a + e * d,
					o + e * f,
					s * Math.exp(t * e * h)
				];
			};
			else {
				var g = Math.sqrt(p), _ = (u * u - s * s + r * p) / (2 * s * n * g), v = (u * u - s * s - r * p) / (2 * u * n * g), y = Math.log(Math.sqrt(_ * _ + 1) - _);
				h = (Math.log(Math.sqrt(v * v + 1) - v) - y) / t, m = function(e) {
					var r = e * h, i = ef(y), c = s / (n * g) * (i * nf(t * r + y) - tf(y));
					return [
						a + c * d,
						o + c * f,
						s * i / ef(t * r + y)
					];
				};
			}
			return m.duration = Math.abs(h) * 1e3 * t / Math.SQRT2, m;
		}
		return i.rho = function(t) {
			var n = Math.max(.001, +t), r = n * n;
			return e(n, r, r * r);
		}, i;
	})(Math.SQRT2, 2, 4), rf(Bd), rf(Hd);
}));
// node_modules/d3-format/dist/d3-format.mjs
function df(e) {
	return Math.abs(e = Math.round(e)) >= 1e21 ? e.toLocaleString("en").replace(/,/g, "") : e.toString(10);
}
function ff(e, t) {
	if (!isFinite(e) || e === 0) return null;
	var n = (e = t ? e.toExponential(t - 1) : e.toExponential()).indexOf("e"), r = e.slice(0, n);
	return [r.length > 1 ? r[0] + r.slice(2) : r, +e.slice(n + 1)];
}
function pf(e) {
	return e = ff(Math.abs(e)), e ? e[1] : NaN;
}
function mf(e, t) {
	return function(n, r) {
		for (var i = n.length, a = [], o = 0, s = e[0], c = 0; i > 0 && s > 0 && (c + s + 1 > r && (s = Math.max(1, r - c)), a.push(n.substring(i -= s, i + s)), !((c += s + 1) > r));) s = e[o = (o + 1) % e.length];
		return a.reverse().join(t);
	};
}
function hf(e) {
	return function(t) {
		return t.replace(/[0-9]/g, function(t) {
			return e[+t];
		});
	};
}
function gf(e) {
	if (!(t = Df.exec(e))) throw Error("invalid format: " + e);
	var t;
	return new _f({
		fill: t[1],
		align: t[2],
		sign: t[3],
		symbol: t[4],
		zero: t[5],
		width: t[6],
		comma: t[7],
		precision: t[8] && t[8].slice(1),
		trim: t[9],
		type: t[10]
	});
}
function _f(e) {
	this.fill = e.fill === void 0 ? " " : e.fill + "", this.align = e.align === void 0 ? ">" : e.align + "", this.sign = e.sign === void 0 ? "-" : e.sign + "", this.symbol = e.symbol === void 0 ? "" : e.symbol + "", this.zero = !!e.zero, this.width = e.width === void 0 ? void 0 : +e.width, this.comma = !!e.comma, this.precision = e.precision === void 0 ? void 0 : +e.precision, this.trim = !!e.trim, this.type = e.type === void 0 ? "" : e.type + "";
}
function vf(e) {
	out: for (var t = e.length, n = 1, r = -1, i; n < t; ++n) switch (e[n]) {
		case ".":
			r = i = n;
			break;
		case "0":
			r === 0 && (r = n), i = n;
			break;
		default:
			if (!+e[n]) break out;
			r > 0 && (r = 0);
	}
	return r > 0 ? e.slice(0, r) + e.slice(i + 1) : e;
}
function yf(e, t) {
	var n = ff(e, t);
	if (!n) return Of = void 0, e.toPrecision(t);
	var r = n[0], i = n[1], a = i - (Of = Math.max(-8, Math.min(8, Math.floor(i / 3))) * 3) + 1, o = r.length;
	return a === o ? r : a > o ? r + Array(a - o + 1).join("0") : a > 0 ? r.slice(0, a) + "." + r.slice(a) : "0." + Array(1 - a).join("0") + ff(e, Math.max(0, t + a - 1))[0];
}
function bf(e, t) {
	var n = ff(e, t);
	if (!n) return e + "";
	var r = n[0], i = n[1];
	return i < 0 ? "0." + Array(-i).join("0") + r : r.length > i + 1 ? r.slice(0, i + 1) + "." + r.slice(i + 1) : r + Array(i - r.length + 2).join("0");
}
function xf(e) {
	return e;
}
function Sf(e) {
	var t = e.grouping === void 0 || e.thousands === void 0 ? xf : mf(Af.call(e.grouping, Number), e.thousands + ""), n = e.currency === void 0 ? "" : e.currency[0] + "", r = e.currency === void 0 ? "" : e.currency[1] + "", i = e.decimal === void 0 ? "." : e.decimal + "", a = e.numerals === void 0 ? xf : hf(Af.call(e.numerals, String)), o = e.percent === void 0 ? "%" : e.percent + "", s = e.minus === void 0 ? "−" : e.minus + "", c = e.nan === void 0 ? "NaN" : e.nan + "";
	function l(e, l) {
		e = gf(e);
		var u = e.fill, d = e.align, f = e.sign, p = e.symbol, m = e.zero, h = e.width, g = e.comma, _ = e.precision, v = e.trim, y = e.type;
		y === "n" ? (g = !0, y = "g") : kf[y] || (_ === void 0 && (_ = 12), v = !0, y = "g"), (m || u === "0" && d === "=") && (m = !0, u = "0", d = "=");
		var b = (l && l.prefix !== void 0 ? l.prefix : "") + (p === "$" ? n : p === "#" && /[boxX]/.test(y) ? "0" + y.toLowerCase() : ""), x = (p === "$" ? r : /[%p]/.test(y) ? o : "") + (l && l.suffix !== void 0 ? l.suffix : ""), S = kf[y], C = /[defgprs%]/.test(y);
		_ = _ === void 0 ? 6 : /[gprs]/.test(y) ? Math.max(1, Math.min(21, _)) : Math.max(0, Math.min(20, _));
		function w(e) {
			var n = b, r = x, o, l, p;
			if (y === "c") r = S(e) + r, e = "";
			else {
				e = +e;
				var w = e < 0 || 1 / e < 0;
				if (e = isNaN(e) ? c : S(Math.abs(e), _), v && (e = vf(e)), w && +e == 0 && f !== "+" && (w = !1), n = (w ? f === "(" ? f : s : f === "-" || f === "(" ? "" : f) + n, r = (y === "s" && !isNaN(e) && Of !== void 0 ? jf[8 + Of / 3] : "") + r + (w && f === "(" ? ")" : ""), C) {
					for (o = -1, l = e.length; ++o < l;) if (p = e.charCodeAt(o), 48 > p || p > 57) {
						r = (p === 46 ? i + e.slice(o + 1) : e.slice(o)) + r, e = e.slice(0, o);
						break;
					}
				}
			}
			g && !m && (e = t(e, Infinity));
			var ee = n.length + e.length + r.length, te = ee < h ? Array(h - ee + 1).join(u) : "";
			switch (g && m && (e = t(te + e, te.length ? h - r.length : Infinity), te = ""), d) {
				case "<":
					e = n + e + r + te;
					break;
				case "=":
					e = n + te + e + r;
					break;
				case "^":
					e = te.slice(0, ee = te.length >> 1) + n + e + r + te.slice(ee);
					break;
				default: e = te + n + e + r;
			}
			return a(e);
		}
		return w.toString = function() {
			return e + "";
		}, w;
	}
	function u(e, t) {
		var n = Math.max(-8, Math.min(8, Math.floor(pf(t) / 3))) * 3, r = 10 ** -n, i = l((e = gf(e), e.type = "f", e), { suffix: jf[8 + n / 3] });
		return function(e) {
			return i(r * e);
		};
	}
	return {
		format: l,
		formatPrefix: u
	};
}
function Cf(e) {
	return Mf = Sf(e), Nf = Mf.format, Pf = Mf.formatPrefix, Mf;
}
function wf(e) {
	return Math.max(0, -pf(Math.abs(e)));
}
function Tf(e, t) {
	return Math.max(0, Math.max(-8, Math.min(8, Math.floor(pf(t) / 3))) * 3 - pf(Math.abs(e)));
}
function Ef(e, t) {
	return e = Math.abs(e), t = Math.abs(t) - e, Math.max(0, pf(t) - pf(e)) + 1;
}
var Df, Of, kf, Af, jf, Mf, Nf, Pf, Ff = t((() => {
	Df = /^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i, gf.prototype = _f.prototype, _f.prototype.toString = function() {
		return this.fill + this.align + this.sign + this.symbol + (this.zero ? "0" : "") + (this.width === void 0 ? "" : Math.max(1, this.width | 0)) + (this.comma ? "," : "") + (this.precision === void 0 ? "" : "." + Math.max(0, this.precision | 0)) + (this.trim ? "~" : "") + this.type;
	}, kf = {
		"%": (e, t) => (e * 100).toFixed(t),
		b: (e) => Math.round(e).toString(2),
		c: (e) => e + "",
		d: df,
		e: (e, t) => e.toExponential(t),
		f: (e, t) => e.toFixed(t),
		g: (e, t) => e.toPrecision(t),
		o: (e) => Math.round(e).toString(8),
		p: (e, t) => bf(e * 100, t),
		r: bf,
		s: yf,
		X: (e) => Math.round(e).toString(16).toUpperCase(),
		x: (e) => Math.round(e).toString(16)
	}, Af = Array.prototype.map, jf = [
		"y",
		"z",
		"a",
		"f",
		"p",
		"n",
		"µ",
		"m",
		"",
		"k",
		"M",
		"G",
		"T",
		"P",
		"E",
		"Z",
		"Y"
	], Cf({
		thousands: ",",
		grouping: [3],
		currency: ["$", ""]
	});
}));
// node_modules/d3-scale/dist/d3-scale.mjs
function If(e, t) {
	switch (arguments.length) {
		case 0: break;
		case 1:
			this.range(e);
			break;
		default: this.range(t).domain(e);
	}
	return this;
}
function Lf(e) {
	return function() {
		return e;
	};
}
function Rf(e) {
	return +e;
}
function zf(e) {
	return e;
}
function Bf(e, t) {
	return (t -= e = +e) ? function(n) {
		return (n - e) / t;
	} : Lf(isNaN(t) ? NaN : .5);
}
function Vf(e, t) {
	var n;
	return e > t && (n = e, e = t, t = n), function(n) {
		return Math.max(e, Math.min(t, n));
	};
}
function Hf(e, t, n) {
	var r = e[0], i = e[1], a = t[0], o = t[1];
	return i < r ? (r = Bf(i, r), a = n(o, a)) : (r = Bf(r, i), a = n(a, o)), function(e) {
		return a(r(e));
	};
}
function Uf(e, t, n) {
	var r = Math.min(e.length, t.length) - 1, i = Array(r), a = Array(r), o = -1;
	for (e[r] < e[0] && (e = e.slice().reverse(), t = t.slice().reverse()); ++o < r;) i[o] = Bf(e[o], e[o + 1]), a[o] = n(t[o], t[o + 1]);
	return function(t) {
		var n = hu(e, t, 1, r) - 1;
		return a[n](i[n](t));
	};
}
function Wf(e, t) {
	return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown());
}
function Gf() {
	var e = sp, t = sp, n = Qd, r, i, a, o = zf, s, c, l;
	function u() {
		var n = Math.min(e.length, t.length);
		return o !== zf && (o = Vf(e[0], e[n - 1])), s = n > 2 ? Uf : Hf, c = l = null, d;
	}
	function d(i) {
		return i == null || isNaN(i = +i) ? a : (c ||= s(e.map(r), t, n))(r(o(i)));
	}
	return d.invert = function(n) {
		return o(i((l ||= s(t, e.map(r), qd))(n)));
	}, d.domain = function(t) {
		return arguments.length ? (e = Array.from(t, Rf), u()) : e.slice();
	}, d.range = function(e) {
		return arguments.length ? (t = Array.from(e), u()) : t.slice();
	}, d.rangeRound = function(e) {
		return t = Array.from(e), n = $d, u();
	}, d.clamp = function(e) {
		return arguments.length ? (o = e ? !0 : zf, u()) : o !== zf;
	}, d.interpolate = function(e) {
		return arguments.length ? (n = e, u()) : n;
	}, d.unknown = function(e) {
		return arguments.length ? (a = e, d) : a;
	}, function(e, t) {
		return r = e, i = t, u();
	};
}
function Kf() {
	return Gf()(zf, zf);
}
function qf(e, t, n, r) {
	var i = pu(e, t, n), a;
	switch (r = gf(r ?? ",f"), r.type) {
		case "s":
			var o = Math.max(Math.abs(e), Math.abs(t));
			return r.precision == null && !isNaN(a = Tf(i, o)) && (r.precision = a), Pf(r, o);
		case "":
		case "e":
		case "g":
		case "p":
		case "r":
			r.precision == null && !isNaN(a = Ef(i, Math.max(Math.abs(e), Math.abs(t)))) && (r.precision = a - (r.type === "e"));
			break;
		case "f":
		case "%": r.precision == null && !isNaN(a = wf(i)) && (r.precision = a - (r.type === "%") * 2);
	}
	return Nf(r);
}
function Jf(e) {
	var t = e.domain;
	return e.ticks = function(e) {
		var n = t();
		return du(n[0], n[n.length - 1], e ?? 10);
	}, e.tickFormat = function(e, n) {
		var r = t();
		return qf(r[0], r[r.length - 1], e ?? 10, n);
	}, e.nice = function(n) {
		n ??= 10;
		var r = t(), i = 0, a = r.length - 1, o = r[i], s = r[a], c, l, u = 10;
		for (s < o && (l = o, o = s, s = l, l = i, i = a, a = l); u-- > 0;) {
			if (l = fu(o, s, n), l === c) return r[i] = o, r[a] = s, t(r);
			if (l > 0) o = Math.floor(o / l) * l, s = Math.ceil(s / l) * l;
			else if (l < 0) o = Math.ceil(o * l) / l, s = Math.floor(s * l) / l;
			else break;
			c = l;
		}
		return e;
	}, e;
}
function Yf() {
	var e = Kf();
	return e.copy = function() {
		return Wf(e, Yf());
	}, If.apply(e, arguments), Jf(e);
}
function Xf(e, t) {
	e = e.slice();
	var n = 0, r = e.length - 1, i = e[n], a = e[r], o;
	return a < i && (o = n, n = r, r = o, o = i, i = a, a = o), e[n] = t.floor(i), e[r] = t.ceil(a), e;
}
function Zf(e) {
	return Math.log(e);
}
function Qf(e) {
	return Math.exp(e);
}
function $f(e) {
	return -Math.log(-e);
}
function ep(e) {
	return -Math.exp(-e);
}
function tp(e) {
	return isFinite(e) ? +("1e" + e) : e < 0 ? 0 : e;
}
function np(e) {
	return e === 10 ? tp : e === Math.E ? Math.exp : (t) => e ** +t;
}
function rp(e) {
	return e === Math.E ? Math.log : e === 10 && Math.log10 || e === 2 && Math.log2 || (e = Math.log(e), (t) => Math.log(t) / e);
}
function ip(e) {
	return (t, n) => -e(-t, n);
}
function ap(e) {
	let t = e(Zf, Qf), n = t.domain, r = 10, i, a;
	function o() {
		return i = rp(r), a = np(r), n()[0] < 0 ? (i = ip(i), a = ip(a), e($f, ep)) : e(Zf, Qf), t;
	}
	return t.base = function(e) {
		return arguments.length ? (r = +e, o()) : r;
	}, t.domain = function(e) {
		return arguments.length ? (n(e), o()) : n();
	}, t.ticks = (e) => {
		let t = n(), o = t[0], s = t[t.length - 1], c = s < o;
		c && ([o, s] = [s, o]);
		let l = i(o), u = i(s), d, f, p = e == null ? 10 : +e, m = [];
		if (!(r % 1) && u - l < p) {
			if (l = Math.floor(l), u = Math.ceil(u), o > 0) {
				for (; l <= u; ++l) for (d = 1; d < r; ++d) if (f = l < 0 ? d / a(-l) : d * a(l), !(f < o)) {
					if (f > s) break;
					m.push(f);
				}
			} else for (; l <= u; ++l) for (d = r - 1; d >= 1; --d) if (f = l > 0 ? d / a(-l) : d * a(l), !(f < o)) {
				if (f > s) break;
				m.push(f);
			}
			m.length * 2 < p && (m = du(o, s, p));
		} else m = du(l, u, Math.min(u - l, p)).map(a);
		return c ? m.reverse() : m;
	}, t.tickFormat = (e, n) => {
		if (e ??= 10, n ??= r === 10 ? "s" : ",", typeof n != "function" && (!(r % 1) && (n = gf(n)).precision == null && (n.trim = !0), n = Nf(n)), e === Infinity) return n;
		let o = Math.max(1, r * e / t.ticks().length);
		return (e) => {
			let t = e / a(Math.round(i(e)));
			return t * r < r - .5 && (t *= r), t <= o ? n(e) : "";
		};
	}, t.nice = () => n(Xf(n(), {
		floor: (e) => a(Math.floor(i(e))),
		ceil: (e) => a(Math.ceil(i(e)))
	})), t;
}
function op() {
	let e = ap(Gf()).domain([1, 10]);
	return e.copy = () => Wf(e, op()).base(e.base()), If.apply(e, arguments), e;
}
var sp, cp = t((() => {
	yu(), uf(), Ff(), sp = [0, 1];
}));
// src/charts/scales.ts
function lp(e, t) {
	let n = e.count ?? 5, r = e.log ? op(e.domain, t) : Yf(e.domain, t), i = (n) => {
		let i = e.log && n <= 0 ? t[0] : r(n);
		return i === void 0 || Number.isNaN(i) ? t[1] < t[0] ? -2e4 : hp : Math.min(Math.max(i, -2e4), hp);
	}, a = e.log ? dp(e.domain, n) : r.ticks(n), o = Math.log10(e.domain[1] / e.domain[0]), s = (t) => e.log ? o > 6 || e.domain[1] > 1e6 || e.domain[0] < 1e-6 ? Fl(Math.round(Math.log10(t))) : t >= 1e4 ? jl(t) : Al(t, 3) : up(t, r.ticks(n)), c = a.map((e) => ({
		value: e,
		at: i(e),
		text: s(e)
	}));
	return Object.assign(i, {
		invert: (e) => r.invert(e),
		ticks: c,
		range: t,
		domain: e.domain
	});
}
function up(e, t) {
	let n = Math.max(...t.map(Math.abs));
	return n >= 1e5 || n < .001 ? $(e, 2) : Al(e, 6);
}
function dp([e, t], n) {
	let r = Math.ceil(Math.log10(e) - 1e-9), i = Math.floor(Math.log10(t) + 1e-9);
	if (i - r >= 2) {
		let e = Math.ceil((i - r + 1) / n);
		return Array.from({ length: i - r + 1 }, (e, t) => r + t).filter((t) => t % e === 0).map((e) => Number(`1e${e}`));
	}
	let a = [];
	for (let n = r - 1; n <= i; n++) for (let r of [
		1,
		2,
		5
	]) {
		let i = Number(`${r}e${n}`);
		i >= e * .999 && i <= t * 1.001 && a.push(i);
	}
	let o = a.length <= n + 1 ? a : a.filter((e, t) => t % 2 == 0);
	return a.length > 2 ? o : Yf().domain([e, t]).ticks(Math.min(4, n));
}
function fp(e, t, n = .06) {
	let r = (t - e || Math.abs(t) || 1) * n;
	return [e - r, t + r];
}
function pp(e) {
	let t = Infinity, n = -Infinity;
	for (let r = 0; r < e.length; r++) {
		let i = e[r];
		Number.isFinite(i) && (i < t && (t = i), i > n && (n = i));
	}
	return t <= n ? [t, n] : [0, 1];
}
function mp(e, t, n) {
	let r = "", i = NaN, a = NaN;
	for (let o = 0; o < e; o++) {
		let s = t(o), c = n(o);
		if (!(Math.abs(s - i) < .5 && Math.abs(c - a) < .5 && o < e - 1)) {
			if (r += `${r ? "L" : "M"}${s.toFixed(1)},${c.toFixed(1)}`, Math.abs(s) >= hp || Math.abs(c) >= hp) break;
			i = s, a = c;
		}
	}
	return r;
}
var hp, gp = t((() => {
	cp(), hp = 2e4;
})), _p = t((() => {}));
// src/charts/Plot.svelte
function vp(e, t) {
	let n = zi();
	O(t, !0);
	let r = ms(t, "height", 3, 300), i = ms(t, "right", 3, 14), a = /* @__PURE__ */ M(0), o = /* @__PURE__ */ M(void 0), s = /* @__PURE__ */ A(() => lp(t.y, [r() - 44, 26])), c = /* @__PURE__ */ A(() => 14 + 6.9 * Math.max(2, ...B(s).ticks.map((e) => e.text.length))), l = /* @__PURE__ */ A(() => Math.max(2, Math.min(t.x.count ?? 6, Math.floor(B(a) / 70)))), u = /* @__PURE__ */ A(() => lp({
		...t.x,
		count: B(l)
	}, [B(c), Math.max(B(a) - i(), B(c) + 40)])), d = /* @__PURE__ */ A(() => ({
		x: B(u),
		y: B(s),
		width: B(a),
		height: r()
	}));
	cr(() => {
		if (!B(o) || !t.paint || B(a) === 0) return;
		let e = window.devicePixelRatio || 1;
		B(o).width = Math.round(B(a) * e), B(o).height = Math.round(r() * e);
		let n = B(o).getContext("2d");
		n && (n.setTransform(e, 0, 0, e, 0, 0), n.beginPath(), n.rect(B(u).range[0] - 4, 22, B(u).range[1] - B(u).range[0] + 8, r() - 44 - 26 + 8), n.clip(), t.paint(n, B(d)));
	});
	function f(e) {
		let t = e.currentTarget.getBoundingClientRect();
		return [B(u).invert(e.clientX - t.left), B(s).invert(e.clientY - t.top)];
	}
	var p = wp();
	let m;
	var h = P(p), g = (e) => {
		var i = Cp(), l = F(i), p = (e) => {
			var t = yp();
			ns(t, (e) => N(o, e), () => B(o)), K(e, t);
		};
		J(l, (e) => {
			t.paint && e(p);
		});
		var m = L(l);
		let h;
		var g = P(m), _ = P(g), v = P(_);
		X(v, "y", 20), T(_), T(g);
		var y = L(g), b = P(y);
		Y(b, 17, () => B(s).ticks, (e) => e.value, (e, t) => {
			var n = bp(), r = F(n), i = L(r), a = I(i, !0);
			R(() => {
				X(r, "x1", B(c)), X(r, "x2", B(u).range[1]), X(r, "y1", B(t).at), X(r, "y2", B(t).at), X(i, "x", B(c) - 8), X(i, "y", B(t).at), q(a, B(t).text);
			}), K(e, n);
		});
		var x = L(b), S = L(x);
		Y(S, 17, () => B(u).ticks, (e) => e.value, (e, t) => {
			var n = xp(), i = F(n), a = L(i), o = I(a, !0);
			R(() => {
				X(i, "x1", B(t).at), X(i, "x2", B(t).at), X(i, "y1", r() - 44), X(i, "y2", r() - 44 + 5), X(a, "x", B(t).at), X(a, "y", r() - 44 + 19), q(o, B(t).text);
			}), K(e, n);
		});
		var C = L(S);
		X(C, "y", 11);
		var w = I(C, !0), ee = L(C), te = I(ee, !0);
		T(y);
		var ne = L(y);
		Na(P(ne), () => t.children, () => B(d)), T(ne);
		var re = L(ne), ie = (e) => {
			var n = Sp();
			Na(P(n), () => t.over, () => B(d)), T(n), K(e, n);
		};
		J(re, (e) => {
			t.over && e(ie);
		}), T(m), R(() => {
			X(m, "width", B(a)), X(m, "height", r()), X(m, "aria-label", t.label), h = ao(m, 0, "svelte-1m2bwes", null, h, { pickable: t.onpick }), X(_, "id", `${n}-clip`), X(v, "x", B(c) - 1), X(v, "width", B(u).range[1] - B(c) + 2), X(v, "height", r() - 44 - 26 + 7), X(x, "x1", B(c)), X(x, "x2", B(u).range[1]), X(x, "y1", r() - 44), X(x, "y2", r() - 44), X(C, "x", B(c) - 8), q(w, t.y.title), X(ee, "x", B(u).range[1]), X(ee, "y", r() - 5), q(te, t.x.title), X(ne, "clip-path", `url(#${n}-clip)`);
		}), U("click", m, function(...e) {
			(t.onpick && ((e) => t.onpick(...f(e), B(d))))?.apply(this, e);
		}), U("pointermove", m, function(...e) {
			(t.onhover && ((e) => t.onhover(f(e)[0])))?.apply(this, e);
		}), Si("pointerleave", m, function(...e) {
			(t.onhover && (() => t.onhover(null)))?.apply(this, e);
		}), K(e, i);
	};
	J(h, (e) => {
		B(a) > 0 && e(g);
	}), T(p), R(() => m = co(p, "", m, { height: `${r() ?? ""}px` })), Zo(p, "clientWidth", (e) => N(a, e)), K(e, p), k();
}
var yp, bp, xp, Sp, Cp, wp, Tp = t((() => {
	Q(), Z(), gp(), _p(), yp = /* @__PURE__ */ W("<canvas aria-hidden=\"true\" class=\"svelte-1m2bwes\"></canvas>"), bp = /* @__PURE__ */ G("<line class=\"grid svelte-1m2bwes\"></line><text dy=\"0.34em\" text-anchor=\"end\" class=\"svelte-1m2bwes\"> </text>", 1), xp = /* @__PURE__ */ G("<line class=\"tick svelte-1m2bwes\"></line><text text-anchor=\"middle\" class=\"svelte-1m2bwes\"> </text>", 1), Sp = /* @__PURE__ */ G("<g class=\"inside svelte-1m2bwes\"><!></g>"), Cp = /* @__PURE__ */ G("<!><svg role=\"group\"><defs><clipPath><rect></rect></clipPath></defs><g class=\"axes\" aria-hidden=\"true\"><!><line class=\"base svelte-1m2bwes\"></line><!><text class=\"title svelte-1m2bwes\"> </text><text class=\"title svelte-1m2bwes\" text-anchor=\"end\"> </text></g><g class=\"inside svelte-1m2bwes\"><!></g><!></svg>", 1), wp = /* @__PURE__ */ W("<div class=\"plot svelte-1m2bwes\"><!></div>"), Ci(["click", "pointermove"]);
}));
// src/charts/start.ts
function Ep(e, [t, n], [r, i], a) {
	let o = [...e.startWeights];
	o[t] = Dp(r, (a.x.domain[1] - a.x.domain[0]) / 400), o[n] = Dp(i, (a.y.domain[1] - a.y.domain[0]) / 400), e.setStart(o);
}
function Dp(e, t) {
	let n = 10 ** Math.floor(Math.log10(t));
	return Number((Math.round(e / n) * n).toPrecision(12));
}
var Op = t((() => {})), kp = t((() => {}));
// src/charts/StartHandle.svelte
function Ap(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => c(t.axes, 2)), r = /* @__PURE__ */ A(() => B(n)[0]), i = /* @__PURE__ */ A(() => B(n)[1]), a = /* @__PURE__ */ A(() => t.lab.shows("start")), o = !1, s = /* @__PURE__ */ A(() => `${t.lab.weightNames[B(r)]} ${$(t.lab.startWeights[B(r)] ?? 0)}, ${t.lab.weightNames[B(i)]} ${$(t.lab.startWeights[B(i)] ?? 0)}`);
	function l(e) {
		o = e, t.ongrab(e);
	}
	function u(e) {
		e.currentTarget.setPointerCapture(e.pointerId), l(!0);
	}
	function d(e) {
		if (!o) return;
		let n = e.currentTarget.closest("svg").getBoundingClientRect(), r = [t.scales.x.invert(e.clientX - n.left), t.scales.y.invert(e.clientY - n.top)];
		Ep(t.lab, t.axes, r, t.scales);
	}
	let f = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function p(e) {
		let n = f[e.key];
		if (!n) return;
		e.preventDefault(), e.stopPropagation();
		let a = e.shiftKey ? 10 : 1, [o, s] = [t.scales.x, t.scales.y].map(({ domain: e }) => a * (e[1] - e[0]) / 50), c = [t.lab.startWeights[B(r)] + n[0] * o, t.lab.startWeights[B(i)] + n[1] * s];
		Ep(t.lab, t.axes, c, t.scales);
	}
	var m = jp();
	let h;
	R((e, n) => {
		h = ao(m, 0, "start svelte-1hhfv3", null, h, { fixed: !B(a) }), X(m, "transform", `translate(${e ?? ""} ${n ?? ""})`), X(m, "tabindex", B(a) ? 0 : -1), X(m, "aria-valuenow", t.lab.startWeights[B(r)]), X(m, "aria-valuetext", B(s)), X(m, "aria-disabled", !B(a));
	}, [() => t.scales.x(t.lab.startWeights[B(r)]), () => t.scales.y(t.lab.startWeights[B(i)])]), U("keydown", m, function(...e) {
		(B(a) ? p : void 0)?.apply(this, e);
	}), U("pointerdown", m, function(...e) {
		(B(a) ? u : void 0)?.apply(this, e);
	}), U("pointermove", m, d), U("pointerup", m, () => setTimeout(() => l(!1))), Si("pointercancel", m, () => l(!1)), K(e, m), k();
}
var jp, Mp = t((() => {
	Q(), Z(), Vl(), Op(), kp(), jp = /* @__PURE__ */ G("<g role=\"slider\" aria-label=\"Start: drag, or use the arrow keys\"><circle class=\"touch svelte-1hhfv3\" r=\"22\"></circle><circle class=\"ring svelte-1hhfv3\" r=\"8\"></circle><text x=\"0\" y=\"-14\" text-anchor=\"middle\" class=\"svelte-1hhfv3\">start</text></g>"), Ci([
		"keydown",
		"pointerdown",
		"pointermove",
		"pointerup"
	]);
}));
Yl(), iu(), Tp(), Mp(), Q(), Z(), Vl(), oc(), Op(), gp();
var Np = /* @__PURE__ */ W("<button class=\"button quiet\">Reset the start</button>"), Pp = /* @__PURE__ */ G("<circle class=\"level svelte-tpu2mr\" r=\"1\" vector-effect=\"non-scaling-stroke\"></circle>"), Fp = /* @__PURE__ */ G("<text class=\"height svelte-tpu2mr\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), Ip = /* @__PURE__ */ G("<path class=\"pinned svelte-tpu2mr\"></path>"), Lp = /* @__PURE__ */ G("<path class=\"best svelte-tpu2mr\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text svelte-tpu2mr\">closed form</text>", 1), Rp = /* @__PURE__ */ G("<!><!><!><path class=\"ahead svelte-tpu2mr\"></path><path class=\"path svelte-tpu2mr\"></path><!><circle class=\"now svelte-tpu2mr\" r=\"5.5\"></circle><!>", 1), zp = /* @__PURE__ */ W("<!> <div class=\"key svelte-tpu2mr\"><span class=\"svelte-tpu2mr\"> </span> <!></div>", 1);
function Bp(e, t) {
	O(t, !0);
	let n = ms(t, "height", 3, 340), r = /* @__PURE__ */ A(() => t.lab.axes[0]), i = /* @__PURE__ */ A(() => t.lab.axes[1]), a = /* @__PURE__ */ A(() => t.lab.weightNames), o = /* @__PURE__ */ A(() => t.lab.best), s = /* @__PURE__ */ A(() => t.lab.weights), c = /* @__PURE__ */ M(null), l = /* @__PURE__ */ A(() => {
		let e = (e) => {
			let n = B(o)?.[e] ?? 0, r = Math.abs((t.lab.startWeights[e] ?? 0) - n), i = 1.22 * Math.max(r, .35 * Math.abs(n), B(u)[e] ?? 0, B(d)[e] ?? 0, 1e-6);
			return {
				domain: [n - i, n + i],
				title: B(a)[e] === "intercept" ? "intercept" : `weight of ${B(a)[e]}`,
				count: 5
			};
		};
		return [e(B(r)), e(B(i))];
	}), u = /* @__PURE__ */ A(() => {
		let e = t.lab.ownSpectrum;
		if (!e) return [];
		let n = Math.sqrt(e.minLoss / e.problem.factor / e.problem.n);
		return B(a).map((t, r) => {
			let i = 0;
			for (let t = 0; t < e.rank; t++) i += (e.axes[t][r] / e.sigma[t]) ** 2;
			return 4 * n * Math.sqrt(i);
		});
	}), d = /* @__PURE__ */ A(() => {
		let e = t.lab.ownSpectrum;
		if (!e || e.rank < B(a).length) return [];
		let n = (tc(e.problem, t.lab.startWeights) - e.minLoss) / 250;
		return B(a).map((r, i) => {
			let a = 0;
			for (let t = 0; t < e.rank; t++) a += e.axes[t][i] ** 2 / e.eigenvalues[t];
			let o = 4 * Math.max(Math.abs(t.lab.startWeights[i] - e.optimum[i]), Math.abs(e.optimum[i]));
			return Math.min(Math.sqrt(2 * n * a), o);
		});
	}), f = /* @__PURE__ */ A(() => B(c) ?? B(l)), p = /* @__PURE__ */ A(() => B(a).length === 2), m = /* @__PURE__ */ A(() => {
		let e = B(p) ? B(o) : B(s);
		return t.lab.own && e ? Hl(t.lab.own, B(r), B(i), e) : null;
	}), h = /* @__PURE__ */ A(() => {
		if (!B(m)) return [];
		let [e, t] = B(f).map((e) => e.domain), n = Math.max(...e.flatMap((e) => t.map((t) => Ul(B(m), e, t))));
		return Array.from({ length: 9 }, (e, t) => n / 3.2 ** t);
	}), g = 1e6;
	function _(e, { x: t, y: n }) {
		let [r, i] = B(m).center, [a, o] = Wl(B(m), e), s = (t.range[1] - t.range[0]) / (t.domain[1] - t.domain[0]), c = (n.range[1] - n.range[0]) / (n.domain[1] - n.domain[0]), l = [t.range[0] + s * (r - t.domain[0]), n.range[0] + c * (i - n.domain[0])], u = [...[a, o].map(([e, t]) => v(s * e, c * t)).flat(), ...l];
		return u.every((e) => Math.abs(e) < 1e9) ? `matrix(${u.map((e) => e.toFixed(3)).join(" ")})` : "scale(0)";
	}
	function v(e, t) {
		let n = Math.hypot(e, t), r = n > g ? g / n : 1;
		return [e * r, t * r];
	}
	function y(e, { x: t, y: n }) {
		let [, r] = Wl(B(m), e), [i, a] = [t(B(m).center[0]), n(B(m).center[1])];
		for (let e of r[1] > 0 ? [1, -1] : [-1, 1]) {
			let o = t(B(m).center[0] + e * r[0]), s = n(B(m).center[1] + e * r[1]);
			if (Math.hypot(o - i, s - a) < 44) return null;
			if (o > t.range[0] + 24 && o < t.range[1] - 24 && s > n.range[1] + 10 && s < n.range[0] - 12) return [o, s];
		}
		return null;
	}
	let x = /* @__PURE__ */ A(() => t.lab.run?.epochs ?? 0), S = /* @__PURE__ */ A(() => Math.min(t.lab.epoch, B(x)));
	function C(e, n, { x: a, y: o }) {
		let s = t.lab.run;
		return mp(n - e + 1, (t) => a(s.weights[(e + t) * s.p + B(r)]), (t) => o(s.weights[(e + t) * s.p + B(i)]));
	}
	let w = /* @__PURE__ */ A(() => `${B(a)[B(r)]} ${$(t.lab.startWeights[B(r)] ?? 0)}, ${B(a)[B(i)]} ${$(t.lab.startWeights[B(i)] ?? 0)}`), ee = /* @__PURE__ */ A(() => B(s) && B(o) ? `The path started at ${B(w)} and has reached ${B(a)[B(r)]} ${$(B(s)[B(r)])}, ${B(a)[B(i)]} ${$(B(s)[B(i)])} at epoch ${t.lab.epoch}; the closed form is at ${$(B(o)[B(r)])}, ${$(B(o)[B(i)])}.` : "");
	{
		let u = (e) => {
			var n = Ri(), r = F(n), i = (e) => {
				var n = Np();
				U("click", n, () => t.lab.setStart(null)), K(e, n);
			}, a = /* @__PURE__ */ A(() => t.lab.shows("start") && t.lab.start);
			J(r, (e) => {
				B(a) && e(i);
			}), K(e, n);
		}, d = /* @__PURE__ */ A(() => B(p) ? "" : "A slice through the loss: all other weights have their values at this epoch.");
		eu(e, {
			title: "Loss over two weights",
			get text() {
				return B(ee);
			},
			get note() {
				return B(d);
			},
			controls: u,
			children: (e, u) => {
				var d = Ri(), g = F(d), v = (e) => {
					var u = zp(), d = F(u);
					{
						let e = (e, n = b) => {
							let u = /* @__PURE__ */ A(() => n());
							var d = Rp(), f = F(d);
							Y(f, 17, () => B(h), ya, (e, t) => {
								var r = Pp();
								R((e) => X(r, "transform", e), [() => _(B(t), n())]), K(e, r);
							});
							var p = L(f);
							Y(p, 17, () => B(h), ya, (e, t, r) => {
								let i = /* @__PURE__ */ A(() => r % 2 == 1 ? y(B(t), n()) : null);
								var a = Ri(), o = F(a), s = (e) => {
									var n = Fp(), r = I(n, !0);
									R((e) => {
										X(n, "x", B(i)[0]), X(n, "y", B(i)[1]), q(r, e);
									}, [() => $(B(m).floor + B(t), 2)]), K(e, n);
								};
								J(o, (e) => {
									B(i) && e(s);
								}), K(e, a);
							});
							var g = L(p);
							Y(g, 17, () => t.lab.pins.filter((e) => !e.onOtherData && e.run.p === B(a).length), (e) => e.id, (e, t) => {
								var n = Ip();
								let a;
								R((e) => {
									X(n, "d", e), a = co(n, "", a, { stroke: `var(--pin-${B(t).color ?? ""})` });
								}, [() => mp(B(t).epochs + 1, (e) => B(u).x(B(t).run.weights[e * B(t).run.p + B(r)]), (e) => B(u).y(B(t).run.weights[e * B(t).run.p + B(i)]))]), K(e, n);
							});
							var v = L(g), w = L(v), ee = L(w), te = (e) => {
								var t = Lp(), n = F(t), a = L(n);
								R((e, t, r, i) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(a, "x", r), X(a, "y", i);
								}, [
									() => B(u).x(B(o)[B(r)]),
									() => B(u).y(B(o)[B(i)]),
									() => B(u).x(B(o)[B(r)]) + 13,
									() => B(u).y(B(o)[B(i)]) - 9
								]), K(e, t);
							};
							J(ee, (e) => {
								t.lab.closedForm && e(te);
							});
							var ne = L(ee), re = L(ne);
							{
								let e = /* @__PURE__ */ A(() => [B(r), B(i)]);
								Ap(re, {
									get lab() {
										return t.lab;
									},
									get axes() {
										return B(e);
									},
									get scales() {
										return n();
									},
									ongrab: (e) => N(c, e ? B(l) : null, !0)
								});
							}
							R((e, t, n, r) => {
								X(v, "d", e), X(w, "d", t), X(ne, "cx", n), X(ne, "cy", r);
							}, [
								() => C(B(S), B(x), n()),
								() => C(0, B(S), n()),
								() => B(u).x(B(s)[B(r)]),
								() => B(u).y(B(s)[B(i)])
							]), K(e, d);
						}, u = /* @__PURE__ */ A(() => t.lab.shows("start") ? (e, n, a) => !B(c) && Ep(t.lab, [B(r), B(i)], [e, n], a) : void 0);
						vp(d, {
							get x() {
								return B(f)[0];
							},
							get y() {
								return B(f)[1];
							},
							get height() {
								return n();
							},
							label: "Loss contours with the path of the run",
							get onpick() {
								return B(u);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var g = L(d, 2), v = P(g), w = I(v), ee = L(v, 2), te = (e) => {
						Kl(e, { get lab() {
							return t.lab;
						} });
					};
					J(ee, (e) => {
						B(p) || e(te);
					}), T(g), R((e, n) => q(w, `epoch ${t.lab.epoch ?? ""}: ${B(a)[B(r)] ?? ""}
        ${e ?? ""}, ${B(a)[B(i)] ?? ""}
        ${n ?? ""}`), [() => $(B(s)[B(r)]), () => $(B(s)[B(i)])]), K(e, u);
				};
				J(g, (e) => {
					B(m) && t.lab.run && B(s) && B(o) && e(v);
				}), K(e, d);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	k();
}
Ci(["click"]);
// src/controls/Segmented.svelte?svelte&type=style&lang.css
var Vp = t((() => {}));
// src/controls/Segmented.svelte
function Hp(e, t) {
	let n = zi();
	O(t, !0);
	let r = [], i = ms(t, "value", 15), a = ms(t, "showLabel", 3, !0);
	var o = Wp(), s = P(o);
	let c;
	var l = I(s, !0), u = L(s, 2);
	Y(u, 21, () => t.choices, (e) => e.value, (e, t) => {
		var a = Up();
		let o;
		var s = P(a);
		bo(s);
		var c, l = I(L(s, 2), !0);
		T(a), R(() => {
			o = ao(a, 1, "svelte-1du94pa", null, o, { chosen: i() === B(t).value }), X(s, "name", n), c !== (c = B(t).value) && (s.value = (s.__value = c) ?? ""), q(l, B(t).text);
		}), Vo(r, [], s, () => (B(t).value, i()), i), K(e, a);
	}), T(u), T(o), R(() => {
		c = ao(s, 1, "svelte-1du94pa", null, c, { "hidden-visually": !a() }), q(l, t.label);
	}), K(e, o), k();
}
var Up, Wp, Gp = t((() => {
	Q(), Z(), Vp(), Up = /* @__PURE__ */ W("<label><input type=\"radio\" class=\"svelte-1du94pa\"/> <span class=\"svelte-1du94pa\"> </span></label>"), Wp = /* @__PURE__ */ W("<fieldset class=\"svelte-1du94pa\"><legend> </legend> <div class=\"strip svelte-1du94pa\"></div></fieldset>");
})), Kp, qp, Jp, Yp = t((() => {
	Kp = [
		"well-posed",
		"collinear",
		"ill-conditioned",
		"badly-scaled",
		"large-n",
		"large-d"
	], qp = {
		kind: "lesson",
		n: 100,
		noise: 1,
		seed: 0,
		low: 0,
		high: 10
	}, Jp = {
		"lesson-line": {
			text: "a line",
			target: "number"
		},
		"lesson-outliers": {
			text: "outliers",
			target: "number"
		},
		"lesson-useless-columns": {
			text: "useless columns",
			target: "number"
		},
		"lesson-bend": {
			text: "a bend",
			target: "number"
		},
		"lesson-yes-no": {
			text: "two classes",
			target: "two classes"
		},
		"lesson-separated": {
			text: "separable classes",
			target: "two classes"
		},
		"lesson-three-classes": {
			text: "three classes",
			target: "classes"
		},
		"lesson-counts": {
			text: "counts",
			target: "count"
		}
	};
})), Xp, Zp, Qp, $p = t((() => {
	Yp(), bl(), Xp = {
		lr: [1e-300, 1e300],
		epochs: [1, 1e4],
		n: [2, 1e5],
		example: [12, 2e3],
		noise: [0, 1e3],
		seed: [0, 4294967295],
		range: [-1e6, 1e6],
		alpha: [0, 1e6],
		l1_ratio: [0, 1],
		delta: [1e-6, 1e6],
		hidden: [1, 20],
		pins: 6,
		points: 5e3
	}, Zp = {
		data: qp,
		model: "least-squares",
		...gl("least-squares"),
		lr: .01,
		epochs: 200,
		epoch: 200,
		rule: "gd",
		loss: "mse",
		standardize: !1,
		start: null,
		axes: null,
		residuals: "lines",
		closedForm: !0,
		pins: []
	}, Qp = (e, [t, n]) => Math.min(Math.max(e, t), n);
}));
// src/points.ts
function em(e) {
	return !(e.y.length === e.n && !e.sampled && e.n <= Xp.points && e.n >= 2) || ![...e.columns, e.y].every((e) => e.every(lm)) ? null : {
		kind: "points",
		names: [...e.names],
		target: e.target,
		columns: e.columns.map((e) => [...e]),
		y: [...e.y]
	};
}
function tm(e, t) {
	return e.y.length >= Xp.points || !t.every(lm) ? e : {
		...e,
		columns: e.columns.map((e, n) => [...e, t[n]]),
		y: [...e.y, t[e.columns.length]]
	};
}
function nm(e, t, n) {
	return n.reduce((e, n, r) => rm(e, t, r, n), e);
}
function rm(e, t, n, r) {
	if (!lm(r) || t < 0 || t >= e.y.length) return e;
	let i = (e) => e.map((e, n) => n === t ? r : e);
	return n >= e.columns.length ? {
		...e,
		y: i(e.y)
	} : {
		...e,
		columns: e.columns.map((e, t) => t === n ? i(e) : e)
	};
}
function im(e, t) {
	if (e.y.length <= 2 || t < 0 || t >= e.y.length) return e;
	let n = (e) => e.filter((e, n) => n !== t);
	return {
		...e,
		columns: e.columns.map(n),
		y: n(e.y)
	};
}
function am(e) {
	let { names: t, target: n, columns: r, y: i } = e, a = om(r, i), o = r.length + 1, s = a[o]?.[o] ?? 0;
	return {
		names: t,
		target: n,
		weight_names: [...t, "intercept"],
		n: i.length,
		columns: r,
		y: i,
		sampled: !1,
		sample_size: i.length,
		equivalent: a,
		loss_floor: s * s / i.length,
		lr_start: Array(o).fill(0),
		truth: null,
		source: `${jl(i.length)} points edited on the page`,
		left_out: "",
		remains: ""
	};
}
function om(e, t) {
	let n = t.length, r = [
		...e,
		Array(n).fill(1),
		t
	].map((e) => Float64Array.from(e)), i = Math.min(n, r.length);
	for (let e = 0; e < i; e++) sm(r, e, n);
	return Array.from({ length: i }, (e, t) => r.map((e, n) => n < t ? 0 : e[t]));
}
function sm(e, t, n) {
	let r = e[t].slice(t), i = Math.sqrt(r.reduce((e, t) => e + t * t, 0));
	if (i === 0) return;
	r[0] += r[0] < 0 ? -i : i;
	let a = r.reduce((e, t) => e + t * t, 0);
	for (let i = t; i < e.length; i++) {
		let o = e[i], s = 0;
		for (let e = t; e < n; e++) s += r[e - t] * o[e];
		let c = 2 * s / a;
		for (let e = t; e < n; e++) o[e] -= c * r[e - t];
	}
}
var cm, lm, um = t((() => {
	Vl(), $p(), cm = 1e9, lm = (e) => Number.isFinite(e) && Math.abs(e) <= 1e9;
}));
Gp(), um(), Q(), Z(), Vl();
var dm = /* @__PURE__ */ W("<div class=\"bar svelte-1s0b869\" role=\"group\" aria-label=\"Edit points\"><p role=\"status\" class=\"svelte-1s0b869\"><!></p> <button class=\"button\">Delete point</button> <button class=\"button\">Undo</button> <button class=\"button main\">Done</button></div>");
function fm(e, t) {
	O(t, !0);
	let n = ms(t, "classes", 3, !1), r = /* @__PURE__ */ A(() => t.editor.points), i = /* @__PURE__ */ A(() => t.editor.chosen), a = /* @__PURE__ */ A(() => B(r) && B(i) >= 0 && B(i) < B(r).y.length ? [B(r).columns[0][B(i)], B(r).y[B(i)]] : null);
	var o = Ri(), s = F(o), c = (e) => {
		var o = dm(), s = P(o), c = P(s), l = (e) => {
			var t = Li();
			R((e, n) => q(t, `Point ${B(i) + 1}: ${B(r).names[0] ?? ""} ${e ?? ""}, ${B(r).target ?? ""} ${n ?? ""}`), [() => Al(B(a)[0], 4), () => Al(B(a)[1], 4)]), K(e, t);
		}, u = (e) => {
			var t = Li();
			R(() => q(t, `Click to add a point, drag to move one${n() ? ", click one to change its class" : ""}.`)), K(e, t);
		};
		J(c, (e) => {
			B(a) ? e(l) : e(u, -1);
		}), T(s);
		var d = L(s, 2), f = L(d, 2), p = L(f, 2);
		T(o), R(() => {
			d.disabled = !B(a) || B(r).y.length <= 2, f.disabled = !t.editor.canUndo;
		}), U("click", d, () => t.editor.remove(B(i))), U("click", f, () => t.editor.undo()), U("click", p, () => t.editor.stop()), K(e, o);
	};
	J(s, (e) => {
		B(r) && e(c);
	}), K(e, o), k();
}
Ci(["click"]), Q(), Z();
var pm = /* @__PURE__ */ G("<circle r=\"9\" class=\"svelte-gsf75n\"></circle>"), mm = /* @__PURE__ */ G("<rect></rect><!>", 1);
function hm(e, t) {
	O(t, !0);
	let n = ms(t, "editor", 7), r = ms(t, "classes", 19, () => []), i = ms(t, "counts", 3, !1), a = /* @__PURE__ */ A(() => n().points), o = /* @__PURE__ */ A(() => ({
		x: t.scales.x.range[0],
		y: Math.min(...t.scales.y.range),
		width: t.scales.x.range[1] - t.scales.x.range[0],
		height: Math.abs(t.scales.y.range[0] - t.scales.y.range[1])
	})), s = -1, c = !1, l = (e) => [t.scales.x(B(a).columns[0][e]), t.scales.y(t.heights[e])];
	function u(e, n, o = -1) {
		let s = p(t.scales.x.invert(e), t.scales.x.domain);
		if (r().length) return [s, o >= 0 ? B(a).y[o] : d(n)];
		let c = t.scales.y.invert(n);
		return [s, i() ? Math.max(Math.round(c), 0) : p(c, t.scales.y.domain)];
	}
	function d(e) {
		let [n, i] = [r()[0], Infinity];
		return t.heights.forEach((r, o) => {
			let s = Math.abs(t.scales.y(r) - e);
			s < i && ([n, i] = [B(a).y[o], s]);
		}), n;
	}
	function f(e, t = 1) {
		let i = r().indexOf(B(a).y[e]);
		if (B(a).y.filter((e) => e === r()[i]).length < 2) return;
		let o = r()[(i + t + r().length) % r().length];
		n().move(e, [B(a).columns[0][e], o]);
	}
	function p(e, [t, n]) {
		let r = Math.min(Math.max(2 - Math.floor(Math.log10(n - t)), 0), 12);
		return Number(e.toFixed(r));
	}
	function m(e) {
		let t = e.currentTarget.ownerSVGElement.getBoundingClientRect();
		return [e.clientX - t.left, e.clientY - t.top];
	}
	function h(e, t) {
		let [n, r] = [-1, 22];
		for (let i = 0; i < B(a).y.length; i++) {
			let [a, o] = l(i), s = Math.hypot(a - e, o - t);
			s < r && ([n, r] = [i, s]);
		}
		return n;
	}
	function g(e) {
		if (e.button !== 0) return;
		let [t, r] = m(e);
		s = h(t, r), c = !1, s < 0 ? n().add(u(t, r)) : (n().chosen = s, e.currentTarget.setPointerCapture(e.pointerId));
	}
	function _(e) {
		s < 0 || (c || (n().frame = {
			x: t.scales.x.domain,
			y: t.scales.y.domain
		}), c = !0, n().move(s, u(...m(e), s), !0));
	}
	function v() {
		s >= 0 && !c && r().length && f(s), s = -1, n().drop();
	}
	let y = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function b(e) {
		let t = B(a)?.y.length ?? 0, r = n().chosen;
		if (e.key === "Escape") n().stop();
		else if (e.key === "n" || e.key === "p") n().chosen = (Math.max(r, 0) + (e.key === "n" ? r < 0 ? 0 : 1 : t - 1)) % t;
		else if (e.key === "Enter") n().add(u(B(o).x + B(o).width / 2, B(o).y + B(o).height / 2));
		else if ((e.key === "Delete" || e.key === "Backspace") && r >= 0) n().remove(r);
		else if (Object.hasOwn(y, e.key) && r >= 0) x(r, y[e.key], e.shiftKey ? 10 : 1);
		else return;
		e.preventDefault();
	}
	function x(e, [t, s], c) {
		if (s && r().length) {
			f(e, s);
			return;
		}
		let [d, p] = l(e), [m, h] = [B(o).width / 100 * c, B(o).height / 100 * c], [g, _] = u(d + t * m, p - s * h, e), v = i() && s ? Math.max(B(a).y[e] + s * c, 0) : _;
		n().move(e, [t ? g : B(a).columns[0][e], s ? v : B(a).y[e]]);
	}
	var S = Ri(), C = F(S), w = (e) => {
		var t = mm(), i = F(t);
		wo(i, () => ({
			...B(o),
			role: "application",
			tabindex: "0",
			"aria-label": `Points: N and P select one, arrow keys move it${r().length ? " or change its class" : ""}, Delete removes it, Enter adds one in the middle`,
			onpointerdown: g,
			onpointermove: _,
			onpointerup: v,
			onpointercancel: v,
			onkeydown: b
		}), void 0, void 0, void 0, "svelte-gsf75n");
		var s = L(i), c = (e) => {
			var t = pm();
			R((e, n) => {
				X(t, "cx", e), X(t, "cy", n);
			}, [() => l(n().chosen)[0], () => l(n().chosen)[1]]), K(e, t);
		};
		J(s, (e) => {
			n().chosen >= 0 && n().chosen < B(a).y.length && e(c);
		}), K(e, t);
	};
	J(C, (e) => {
		B(a) && e(w);
	}), K(e, S), k();
}
// src/charts/view.ts
function gm(e, t) {
	let n = e[0]?.length ?? 0, r = new Float64Array(n).fill(t[e.length]);
	return e.forEach((e, i) => {
		for (let a = 0; a < n; a++) r[a] += t[i] * e[a];
	}), r;
}
function _m(e, t, n) {
	return e.map((e, r) => {
		if (r === t) return n;
		let i = e.reduce((e, t) => e + t, 0) / e.length;
		return n.map(() => i);
	});
}
function vm(e, t, n) {
	let r = (e, r) => n === 1 ? r === 1 ? t[e] : 1 - t[e] : t[e * n + r], i = Math.max(n, 2), a = (e) => {
		let t = 0;
		for (let n = 1; n < i; n++) r(e, n) > r(e, t) && (t = n);
		return t;
	}, o = [];
	for (let t = 1; t < e.length; t++) {
		let [n, i] = [a(t - 1), a(t)];
		if (n === i) continue;
		let [s, c] = [r(t - 1, n) - r(t - 1, i), r(t, i) - r(t, n)];
		o.push(e[t - 1] + (e[t] - e[t - 1]) * s / (s + c || 1));
	}
	return o;
}
function ym(e, t, n) {
	let r = t[e.length];
	return e.forEach((e, i) => {
		i !== n && (r += t[i] * e.reduce((e, t) => e + t, 0) / e.length);
	}), (e) => r + t[n] * e;
}
Q(), Z(), Vl(), iu(), Tp(), gp();
var bm = /* @__PURE__ */ W("<span class=\"key closed-form svelte-wyjtbh\"> </span>"), xm = /* @__PURE__ */ W("<span class=\"key svelte-wyjtbh\"> </span>"), Sm = /* @__PURE__ */ W("<span class=\"key descent svelte-wyjtbh\"> </span> <!> <!>", 1), Cm = /* @__PURE__ */ G("<path class=\"residuals svelte-wyjtbh\"></path>"), wm = /* @__PURE__ */ G("<path class=\"squares svelte-wyjtbh\"></path>"), Tm = /* @__PURE__ */ G("<path class=\"dots svelte-wyjtbh\"></path>"), Em = /* @__PURE__ */ G("<!><!><!>", 1), Dm = /* @__PURE__ */ G("<path class=\"diagonal svelte-wyjtbh\"></path>"), Om = /* @__PURE__ */ G("<line class=\"boundary svelte-wyjtbh\"></line>"), km = /* @__PURE__ */ G("<path class=\"closed svelte-wyjtbh\"></path>"), Am = /* @__PURE__ */ G("<!><path class=\"fit svelte-wyjtbh\"></path>", 1), jm = /* @__PURE__ */ G("<!><!>", 1), Mm = /* @__PURE__ */ W("<option>prediction</option>"), Nm = /* @__PURE__ */ W("<option> </option>"), Pm = /* @__PURE__ */ W("<select aria-label=\"Horizontal axis\" class=\"svelte-wyjtbh\"><!><!></select>"), Fm = /* @__PURE__ */ W("<!> <!> <div class=\"choices svelte-wyjtbh\"><!> <!></div>", 1);
function Im(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = ms(t, "height", 3, 340), i = [
		"logistic",
		"softmax",
		"poisson",
		"network"
	], a = /* @__PURE__ */ A(() => n().data), o = /* @__PURE__ */ A(() => (B(a)?.columns.length ?? 1) > 1), s = /* @__PURE__ */ M("0"), c = /* @__PURE__ */ A(() => {
		let e = Number(B(s)), t = e < (B(a)?.columns.length ?? 0) && (e >= 0 || n().classes.length === 0);
		return B(o) && t ? e : 0;
	}), l = 0;
	ur(() => {
		let e = B(a)?.columns.length ?? 0;
		e !== l && N(s, e > 1 ? "-1" : "0", !0), l = e;
	});
	let u = /* @__PURE__ */ A(() => n().isLine ? 1 : n().trained.model?.outputs ?? 1), d = /* @__PURE__ */ A(() => B(u) > 1), f = /* @__PURE__ */ A(() => n().classes), p = /* @__PURE__ */ A(() => n().weights), m = /* @__PURE__ */ A(() => n().closedForm && !n().sealed ? n().best : null), h = /* @__PURE__ */ A(() => B(a) && B(p) ? n().predict(B(a).columns, B(p)) : /* @__PURE__ */ new Float64Array()), g = .075, _ = /* @__PURE__ */ A(() => B(a) ? B(d) ? B(a).y.map((e) => 1 + g * (1 + B(f).indexOf(e))) : n().heights(B(a).y) : []), v = /* @__PURE__ */ A(() => B(d) ? [-.03, 1 + g * (B(f).length + 1)] : B(a) ? fp(...pp(B(_))) : [0, 1]), y = /* @__PURE__ */ A(() => B(c) < 0 ? B(h) : B(a)?.columns[B(c)] ?? []), x = /* @__PURE__ */ A(() => B(c) < 0 ? B(v) : fp(...pp(B(y)))), S = /* @__PURE__ */ A(() => {
		let [e, t] = B(v);
		if (B(f).length) return B(v);
		let r = B(a) && B(c) >= 0 ? pp(n().predict(B(a).columns, n().startWeights)) : B(v), i = t - e;
		return [Math.max(Math.min(e, r[0]), e - i / 2), Math.min(Math.max(t, r[1]), t + i / 2)];
	}), C = /* @__PURE__ */ A(() => (B(a)?.y.length ?? 0) > 500);
	function w({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < B(h).length; r++) n += `M${e(B(y)[r]).toFixed(1)},${t(B(_)[r]).toFixed(1)}V${t(B(h)[r]).toFixed(1)}`;
		return n;
	}
	function ee({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < B(h).length; r++) {
			let i = t(B(_)[r]), a = t(B(h)[r]) - i;
			n += `M${e(B(y)[r]).toFixed(1)},${i.toFixed(1)}v${a.toFixed(1)}h${(-a).toFixed(1)}v${(-a).toFixed(1)}z`;
		}
		return n;
	}
	function te(e, t) {
		let { x: r, y: i } = t, a = getComputedStyle(e.canvas);
		n().residuals !== "none" && !B(d) && (e.strokeStyle = a.getPropertyValue("outline-color"), e.globalAlpha = n().residuals === "squares" ? .18 : .28, e.stroke(new Path2D(n().residuals === "squares" ? ee(t) : w(t)))), e.fillStyle = a.color, e.globalAlpha = .75;
		for (let t = 0; t < B(y).length; t++) e.fillRect(r(B(y)[t]) - 1.5, i(B(_)[t]) - 1.5, 3, 3);
	}
	let ne = ({ x: e, y: t }, n) => {
		let r = "";
		for (let i = 0; i < B(y).length; i++) (n === void 0 || B(a).y[i] === n) && (r += `M${e(B(y)[i]).toFixed(1)},${t(B(_)[i]).toFixed(1)}h0`);
		return r;
	}, re = /* @__PURE__ */ A(() => n().isLine || !i.includes(n().model)), ie = /* @__PURE__ */ A(() => {
		let [e, n] = t.editor?.frame?.x ?? B(x), r = B(re) ? 1 : 80;
		return Array.from({ length: r + 1 }, (t, i) => e + (n - e) * i / r);
	}), ae = (e) => n().predict(_m(B(a).columns, B(c), B(ie)), e), oe = /* @__PURE__ */ A(() => B(a) && B(p) && B(c) >= 0 ? ae(B(p)) : /* @__PURE__ */ new Float64Array()), se = /* @__PURE__ */ A(() => B(a) && B(m) && B(c) >= 0 ? ae(B(m)) : /* @__PURE__ */ new Float64Array()), ce = /* @__PURE__ */ A(() => B(f).length ? vm(B(ie), B(oe), B(u)) : []), le = (e, t, { x: n, y: r }) => mp(e.length ? B(ie).length : 0, (e) => n(B(ie)[e]), (n) => r(e[n * B(u) + t])), ue = (e) => B(d) ? `var(--pin-${e % 6})` : "var(--descent)", de = /* @__PURE__ */ A(() => B(d) ? "probability" : B(f).length ? `probability of ${B(a)?.target} = ${B(f)[1]}` : B(a)?.target ?? "y"), fe = /* @__PURE__ */ A(() => B(f).length ? "Data and probability" : B(re) ? "Data and fitted line" : "Data and fitted curve"), pe = /* @__PURE__ */ A(() => B(c) < 0 ? `prediction of ${B(a)?.target}` : B(a)?.names[B(c)] ?? "x"), me = /* @__PURE__ */ A(() => [
		B(c) < 0 ? "Correct predictions lie on the diagonal." : "",
		B(ce).length ? `The dotted ${B(ce).length === 1 ? "line is the boundary" : "lines are the boundaries"} between the most probable classes.` : "",
		B(a)?.sampled ? `${B(a).sample_size.toLocaleString("en-US")} of ${B(a).n.toLocaleString("en-US")} rows are drawn, a random sample; the run uses all of them.` : ""
	].join(" ").trim()), he = /* @__PURE__ */ A(() => {
		if (!B(a) || !B(p)) return "";
		let e = Array.from(B(p), (e, t) => `${n().weightNames[t]} ${$(e)}`).slice(0, 4).join(", ");
		return `${B(a).y.length} points; at epoch ${n().shownEpoch} the weights are ${e}; loss ${$(n().currentLoss)}.`;
	}), ge = [
		{
			value: "none",
			text: "none"
		},
		{
			value: "lines",
			text: "lines"
		},
		{
			value: "squares",
			text: "squares"
		}
	];
	eu(e, {
		get title() {
			return B(fe);
		},
		get text() {
			return B(he);
		},
		get note() {
			return B(me);
		},
		controls: (e) => {
			var t = Ri(), r = F(t), i = (e) => {
				var t = Sm(), r = F(t), i = I(r), o = L(r, 2), s = (e) => {
					var t = bm(), r = I(t, !0);
					R(() => q(r, n().bestName)), K(e, t);
				};
				J(o, (e) => {
					B(m) && e(s);
				});
				var c = L(o, 2), l = (e) => {
					var t = Ri();
					Y(F(t), 18, () => B(f), (e) => e, (e, t, n) => {
						var r = xm();
						let i;
						var o = I(r);
						R((e) => {
							i = co(r, "", i, { color: e }), q(o, `${B(a)?.target ?? ""} = ${t ?? ""}`);
						}, [() => ue(B(n))]), K(e, r);
					}), K(e, t);
				};
				J(c, (e) => {
					B(d) && e(l);
				}), R(() => q(i, `epoch ${n().shownEpoch ?? ""}`)), K(e, t);
			};
			J(r, (e) => {
				B(c) >= 0 && e(i);
			}), K(e, t);
		},
		children: (e, i) => {
			var l = Ri(), h = F(l), g = (e) => {
				var i = Fm(), l = F(i);
				{
					let e = (e, r = b) => {
						var i = Em(), a = F(i), o = (e) => {
							var t = Em(), i = F(t), a = (e) => {
								var t = Cm();
								R((e) => X(t, "d", e), [() => w(r())]), K(e, t);
							};
							J(i, (e) => {
								n().residuals === "lines" && !B(d) && e(a);
							});
							var o = L(i), s = (e) => {
								var t = wm();
								R((e) => X(t, "d", e), [() => ee(r())]), K(e, t);
							};
							J(o, (e) => {
								n().residuals === "squares" && !B(d) && e(s);
							});
							var c = L(o), l = (e) => {
								var t = Ri();
								Y(F(t), 18, () => B(f), (e) => e, (e, t, n) => {
									var i = Tm();
									let a;
									R((e, t) => {
										X(i, "d", e), a = co(i, "", a, { stroke: t });
									}, [() => ne(r(), t), () => ue(B(n))]), K(e, i);
								}), K(e, t);
							}, u = (e) => {
								var t = Tm();
								R((e) => X(t, "d", e), [() => ne(r())]), K(e, t);
							};
							J(c, (e) => {
								B(d) ? e(l) : e(u, -1);
							}), K(e, t);
						};
						J(a, (e) => {
							B(C) || e(o);
						});
						var s = L(a), l = (e) => {
							var t = Dm();
							R((e, n, r, i) => X(t, "d", `M${e ?? ""},${n ?? ""}L${r ?? ""},${i ?? ""}`), [
								() => r().x(B(x)[0]),
								() => r().y(B(x)[0]),
								() => r().x(B(x)[1]),
								() => r().y(B(x)[1])
							]), K(e, t);
						}, p = (e) => {
							var t = jm(), n = F(t);
							Y(n, 16, () => B(ce), (e) => e, (e, t) => {
								var n = Om();
								R((e, t) => {
									X(n, "x1", e), X(n, "x2", t), X(n, "y1", r().y.range[0]), X(n, "y2", r().y.range[1]);
								}, [() => r().x(t), () => r().x(t)]), K(e, n);
							}), Y(L(n), 17, () => ({ length: B(u) }), ya, (e, t, n) => {
								var i = Am(), a = F(i), o = (e) => {
									var t = km();
									let i;
									R((e, n) => {
										X(t, "d", e), i = co(t, "", i, { stroke: n });
									}, [() => le(B(se), n, r()), () => B(d) ? ue(n) : void 0]), K(e, t);
								};
								J(a, (e) => {
									B(m) && e(o);
								});
								var s = L(a);
								let c;
								R((e, t) => {
									X(s, "d", e), c = co(s, "", c, { stroke: t });
								}, [() => le(B(oe), n, r()), () => ue(n)]), K(e, i);
							}), K(e, t);
						};
						J(s, (e) => {
							B(c) < 0 ? e(l) : e(p, -1);
						});
						var h = L(s), g = (e) => {
							{
								let i = /* @__PURE__ */ A(() => n().model === "poisson");
								hm(e, {
									get editor() {
										return t.editor;
									},
									get scales() {
										return r();
									},
									get heights() {
										return B(_);
									},
									get classes() {
										return B(f);
									},
									get counts() {
										return B(i);
									}
								});
							}
						};
						J(h, (e) => {
							t.editor?.onChart && e(g);
						}), K(e, i);
					}, i = /* @__PURE__ */ A(() => ({
						domain: t.editor?.frame?.x ?? B(x),
						title: B(pe)
					})), a = /* @__PURE__ */ A(() => ({
						domain: t.editor?.frame?.y ?? B(S),
						title: B(de)
					})), o = /* @__PURE__ */ A(() => B(C) ? te : void 0);
					vp(l, {
						get x() {
							return B(i);
						},
						get y() {
							return B(a);
						},
						get height() {
							return r();
						},
						get label() {
							return B(fe);
						},
						get paint() {
							return B(o);
						},
						children: e,
						$$slots: { default: !0 }
					});
				}
				var p = L(l, 2), h = (e) => {
					{
						let n = /* @__PURE__ */ A(() => B(f).length > 0);
						fm(e, {
							get editor() {
								return t.editor;
							},
							get classes() {
								return B(n);
							}
						});
					}
				};
				J(p, (e) => {
					t.editor?.onChart && e(h);
				});
				var g = L(p, 2), v = P(g), y = (e) => {
					Hp(e, {
						label: "Residuals",
						get choices() {
							return ge;
						},
						get value() {
							return n().residuals;
						},
						set value(e) {
							n().residuals = e;
						}
					});
				}, re = /* @__PURE__ */ A(() => n().shows("residuals") && !B(d));
				J(v, (e) => {
					B(re) && e(y);
				});
				var ie = L(v, 2), ae = (e) => {
					var t = Pm(), n = P(t), r = (e) => {
						var t = Mm();
						t.value = t.__value = "-1", K(e, t);
					};
					J(n, (e) => {
						B(f).length || e(r);
					}), Y(L(n), 17, () => B(a).names, ya, (e, t, n) => {
						var r = Nm(), i = I(r, !0), a = {};
						R((e) => {
							q(i, B(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
						}, [() => String(n)]), K(e, r);
					}), T(t), ho(t), go(t, () => B(s), (e) => N(s, e)), K(e, t);
				};
				J(ie, (e) => {
					B(o) && e(ae);
				}), T(g), K(e, i);
			};
			J(h, (e) => {
				B(a) && B(p) && e(g);
			}), K(e, l);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), k();
}
// src/lib/directions.ts
function Lm(e, t) {
	let n = Array.from(e, (e) => Math.round(Math.abs(e) * 1e9)), r = Array.from(e, (e, t) => t).sort((e, t) => n[t] - n[e]), i = Math.min(Bm, Math.abs(e[r[0]]) / 2), a = r.slice(0, 3).filter((t) => Math.abs(e[t]) >= i), o = (n) => a.filter((t) => n * e[t] * e[a[0]] > 0).map((e) => t[e]), [s, c] = [o(1), o(-1)], l = Rm(s, t);
	if (c.length) {
		let e = c.length === 1 ? "falls" : "fall";
		return `${l} rising while ${Rm(c, t)} ${e}`;
	}
	return s.length > 1 ? `${l} rising together` : `${l} alone`;
}
function Rm(e, t) {
	let n = e.filter((e) => e !== "intercept");
	if (n.length < 2) return Vm(e.map((e) => zm(e, t)));
	let r = `the weights of ${Vm(n)}`;
	return e.includes("intercept") ? `the intercept and ${r}` : r;
}
function zm(e, t) {
	return e === "intercept" ? "the intercept" : t.filter((e) => e !== "intercept").length === 1 ? "the slope" : `the weight of ${e}`;
}
var Bm, Vm, Hm = t((() => {
	Bm = .1, Vm = (e) => e.length < 3 ? e.join(" and ") : `${e.slice(0, -1).join(", ")}, and ${e.at(-1)}`;
})), Um, Wm, Gm, Km, qm, Jm = t((() => {
	Um = .9, Wm = {
		name: "gd",
		beta: 0,
		direction: (e) => e,
		rateLimit: (e) => 2 / e,
		recurrence: (e) => [
			1 - e,
			0,
			1 - e
		]
	}, Gm = {
		name: "momentum",
		beta: Um,
		direction: (e, t, n) => t[n] = Um * t[n] + e,
		rateLimit: (e) => 3.8 / e,
		recurrence: (e) => [
			1.9 - e,
			Um,
			1 - e
		]
	}, Km = {
		name: "nesterov",
		beta: Um,
		direction: (e, t, n) => e + Um * (t[n] = Um * t[n] + e),
		rateLimit: (e) => 3.8 / 2.8 / e,
		recurrence: (e) => [
			1.9 * (1 - e),
			Um * (1 - e),
			1 - 1.9 * e
		]
	}, qm = {
		gd: Wm,
		momentum: Gm,
		nesterov: Km
	};
}));
Hm(), Jm();
function Ym(e, t, n, r) {
	if (r === 0) return 1;
	let i = t * n;
	return e.beta === 0 ? Qm(i, r) : $m(e.recurrence(i), r);
}
function Xm(e, t) {
	if (t.beta === 0) return Math.log1p(e < 1 ? -e : e - 2);
	let [n, r] = t.recurrence(e), i = n * n - 4 * r;
	if (i < 0) return Math.log(Math.max(r, 0)) / 2;
	let a = Math.sqrt(Math.max(i, 0)), o = n >= 0 ? e : 1 + n + r, s = (Math.abs(n) - a) / 2, c = (Math.abs(n) + a) / 2, l = s < 1 ? o / (1 - s) : 1 - c;
	return c < 2 ? Math.log1p(-l) : Math.log(c);
}
var Zm = (e, t) => Math.exp(Xm(e, t));
function Qm(e, t) {
	if (e === 1) return 0;
	let n = e > 1, r = Math.exp(t * Math.log1p(n ? e - 2 : -e));
	return n && t % 2 == 1 ? -r : r;
}
function $m([e, t, n], r) {
	let i = e * e - 4 * t;
	if (i >= 0) {
		let a = Math.sqrt(i), o = (e + (e < 0 ? -a : a)) / 2;
		if (o === 0) return r === 1 ? n : 0;
		let s = t / o / o;
		return o ** (r - 1) * (o + (n - o) * eh(s, r));
	}
	let a = Math.sqrt(Math.max(t, 0)), o = Math.atan2(Math.sqrt(-i), e), s = n * Math.sin(r * o) - a * Math.sin((r - 1) * o);
	return a ** (r - 1) * s / Math.sin(o);
}
function eh(e, t) {
	return e === 1 ? t : e > 0 ? Math.expm1(t * Math.log(e)) / Math.expm1(Math.log(e)) : (1 - e ** t) / (1 - e);
}
Q(), Z(), Tp(), gp();
var th = /* @__PURE__ */ G("<line class=\"target svelte-kozgbm\"></line>"), nh = /* @__PURE__ */ G("<!><path class=\"svelte-kozgbm\"></path><circle r=\"4.5\" class=\"svelte-kozgbm\"></circle>", 1), rh = /* @__PURE__ */ G("<!><line class=\"cursor svelte-kozgbm\"></line>", 1), ih = /* @__PURE__ */ G("<text dy=\"0.34em\"> </text>");
function ah(e, t) {
	O(t, !0);
	let n = ms(t, "height", 3, 260), r = /* @__PURE__ */ A(() => t.lab.run?.epochs ?? 0), i = /* @__PURE__ */ A(() => Math.max(1, Math.ceil(B(r) / 400))), a = /* @__PURE__ */ A(() => Math.floor(B(r) / B(i)) + 1), o = (e) => e.length > 22 ? `${e.slice(0, 21)}…` : e, s = /* @__PURE__ */ A(() => 16 + 6.6 * Math.min(22, Math.max(0, ...t.lines.map((e) => e.name.length))));
	function c(e, n, i) {
		let a = t.lines.map((t, a) => ({
			i: a,
			y: Math.min(Math.max(e(t.at(B(r))), i), n)
		}));
		a.sort((e, t) => e.y - t.y);
		for (let e = 1; e < a.length; e++) a[e].y = Math.max(a[e].y, a[e - 1].y + 16);
		let o = n;
		for (let e = a.length - 1; e >= 0; e--, o -= 16) a[e].y = Math.min(a[e].y, o);
		let s = [];
		for (let { i: e, y: t } of a) s[e] = t;
		return s;
	}
	{
		let l = (e, n = b) => {
			var r = rh(), o = F(r);
			Y(o, 17, () => t.lines, ya, (e, r) => {
				var o = nh(), s = F(o), c = (e) => {
					var t = th();
					R((e, r) => {
						X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
					}, [() => n().y(B(r).target), () => n().y(B(r).target)]), K(e, t);
				};
				J(s, (e) => {
					B(r).target !== void 0 && t.lab.closedForm && e(c);
				});
				var l = L(s);
				let u;
				var d = L(l);
				let f;
				R((e, t, n) => {
					X(l, "d", e), u = co(l, "", u, { stroke: B(r).color }), X(d, "cx", t), X(d, "cy", n), f = co(d, "", f, { fill: B(r).color });
				}, [
					() => mp(B(a), (e) => n().x(e * B(i)), (e) => n().y(B(r).at(e * B(i)))),
					() => n().x(t.lab.epoch),
					() => n().y(B(r).at(t.lab.epoch))
				]), K(e, o);
			});
			var s = L(o);
			R((e, t) => {
				X(s, "x1", e), X(s, "x2", t), X(s, "y1", n().y.range[1]), X(s, "y2", n().y.range[0]);
			}, [() => n().x(t.lab.epoch), () => n().x(t.lab.epoch)]), K(e, r);
		}, u = (e, n = b) => {
			let r = /* @__PURE__ */ A(() => c(n().y, n().y.range[0] - 4, n().y.range[1] + 4));
			var i = Ri();
			Y(F(i), 17, () => t.lines, ya, (e, t, i) => {
				var a = ih();
				let s;
				var c = I(a, !0);
				R((e) => {
					X(a, "x", n().x.range[1] + 8), X(a, "y", B(r)[i]), s = co(a, "", s, { fill: B(t).color }), q(c, e);
				}, [() => o(B(t).name)]), K(e, a);
			}), K(e, i);
		}, d = /* @__PURE__ */ A(() => ({
			domain: [0, Math.max(B(r), 1)],
			title: "epoch",
			count: 4
		}));
		vp(e, {
			get x() {
				return B(d);
			},
			get y() {
				return t.y;
			},
			get height() {
				return n();
			},
			get label() {
				return t.label;
			},
			get right() {
				return B(s);
			},
			onpick: (e) => t.lab.jump(e),
			children: l,
			over: u,
			$$slots: {
				default: !0,
				over: !0
			}
		});
	}
	k();
}
Q(), Z(), Vl(), oc(), wc(), iu();
var oh = /* @__PURE__ */ W("<li> <span class=\"svelte-8lmcxj\"> </span></li>"), sh = /* @__PURE__ */ W("<!> <ul class=\"svelte-8lmcxj\"></ul>", 1);
function ch(e, t) {
	O(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0"
	], r = /* @__PURE__ */ A(() => {
		let e = t.lab.spectrum?.rank ?? 0;
		return e <= 4 ? Array.from({ length: e }, (e, t) => t) : [
			0,
			1,
			e - 2,
			e - 1
		];
	}), i = /* @__PURE__ */ A(() => {
		let e = t.lab.spectrum;
		if (!e) return [];
		let i = fc(e, ic(e.problem, t.lab.startWeights)), a = qm[t.lab.rule];
		return B(r).map((r, o) => {
			let s = e.eigenvalues[r];
			return {
				name: Lm(e.axes[r], t.lab.weightNames),
				color: `var(${n[o]})`,
				at: (e) => Math.abs(i[r] * Ym(a, t.lab.lr, s, e)),
				share: Zm(t.lab.lr * s, a),
				curvature: s
			};
		});
	}), a = /* @__PURE__ */ A(() => B(i).map(({ color: e, at: t, share: n }) => ({
		name: o(n),
		color: e,
		at: t
	}))), o = (e) => e > 1 ? `×${$(e, 3)} per epoch` : `leaves ${Pl(e)}`, s = (e) => e > 1 ? `multiplies the error by ${$(e, 3)}` : `leaves ${Pl(e)} of the error`, c = /* @__PURE__ */ A(() => {
		let e = 0, n = Infinity, r = t.lab.run?.epochs ?? 0;
		for (let t of B(i)) {
			let [i, a] = [t.at(0), t.at(r)];
			e = Math.max(e, i, Number.isFinite(a) ? Math.min(a, i * 1e6) : i), n = Math.min(n, ...[i, a].filter((e) => e > 0));
		}
		return e > 0 ? [Math.max(n, e * 1e-9) / 1.5, e * 2] : [.1, 1];
	}), l = /* @__PURE__ */ A(() => B(i).map((e) => `For ${e.name}, every epoch ${s(e.share)}; ${$(e.at(t.lab.epoch), 3)} is left.`).join(" "));
	eu(e, {
		title: "Error along each direction",
		get text() {
			return B(l);
		},
		children: (e, n) => {
			var r = sh(), o = F(r);
			{
				let e = /* @__PURE__ */ A(() => ({
					domain: B(c),
					log: !0,
					title: "error, log scale",
					count: 5
				}));
				ah(o, {
					get lab() {
						return t.lab;
					},
					get lines() {
						return B(a);
					},
					get height() {
						return t.height;
					},
					get y() {
						return B(e);
					},
					label: "Error along each direction"
				});
			}
			var s = L(o, 2);
			Y(s, 21, () => B(i), ya, (e, t) => {
				var n = oh();
				let r;
				var i = P(n), a = I(L(i));
				T(n), R((e) => {
					r = co(n, "", r, { color: B(t).color }), q(i, `${B(t).name ?? ""} `), q(a, `λ = ${e ?? ""}`);
				}, [() => $(B(t).curvature)]), K(e, n);
			}), T(s), K(e, r);
		},
		$$slots: { default: !0 }
	}), k();
}
Q(), Z(), Vl(), bl(), $p(), iu(), Tp(), gp();
var lh = /* @__PURE__ */ W("<button class=\"button\">Pin this run</button>"), uh = /* @__PURE__ */ G("<line class=\"floor svelte-1sxp8yk\"></line>"), dh = /* @__PURE__ */ G("<path class=\"curve svelte-1sxp8yk\"></path>"), fh = /* @__PURE__ */ G("<circle r=\"3.5\"></circle>"), ph = /* @__PURE__ */ G("<!><!><path class=\"curve now svelte-1sxp8yk\"></path><line class=\"cursor svelte-1sxp8yk\"></line><!><circle class=\"dot svelte-1sxp8yk\" r=\"5.5\"></circle>", 1), mh = /* @__PURE__ */ G("<text class=\"floor-text svelte-1sxp8yk\" dy=\"0.34em\"> </text>"), hh = /* @__PURE__ */ W("<li class=\"svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <button class=\"what svelte-1sxp8yk\" title=\"Show this run again\"> </button> <b class=\"svelte-1sxp8yk\"> </b> <button class=\"away svelte-1sxp8yk\">×</button></li>"), gh = /* @__PURE__ */ W("<!> <ul class=\"runs svelte-1sxp8yk\"><li class=\"mine svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <span class=\"what\"> </span> <b class=\"svelte-1sxp8yk\"> </b></li> <!></ul>", 1);
function _h(e, t) {
	O(t, !0);
	let n = ms(t, "height", 3, 300), r = /* @__PURE__ */ M(null), i = /* @__PURE__ */ A(() => t.lab.run), a = /* @__PURE__ */ A(() => t.lab.floor), o = /* @__PURE__ */ A(() => t.lab.isLine || t.lab.model !== "poisson"), s = /* @__PURE__ */ A(() => Math.max(t.lab.epochs, ...t.lab.pins.map((e) => e.epochs))), c = /* @__PURE__ */ A(() => {
		if (!B(i)) return [.1, 10];
		if (!B(o)) return l(B(i));
		let e = B(a) > 0 ? B(a) : Infinity, n = B(i).losses[0];
		for (let r of [B(i).losses, ...t.lab.pins.map((e) => e.run.losses)]) for (let t of r) t < e && t > 0 && (e = t), t > n && t < B(i).losses[0] * 1e9 && (n = t);
		return e = Math.max(Math.min(e, n), n * 1e-18), n > 0 ? [e * .8, Math.max(n * 1.25, e * 3)] : [.1, 10];
	});
	function l(e) {
		let [t, n] = pp(e.losses.filter((t) => t <= 2 * Math.abs(e.losses[0]) + e.losses[0]));
		return fp(Number.isNaN(B(a)) ? t : Math.min(t, B(a)), n);
	}
	let u = /* @__PURE__ */ A(() => B(r) === null ? t.lab.epoch : Math.min(Math.max(Math.round(B(r)), 0), B(s))), d = (e) => e[Math.min(B(u), e.length - 1)], f = /* @__PURE__ */ A(() => B(i) ? `Loss ${$(B(i).losses[Math.min(t.lab.epoch, B(i).epochs)])} at epoch ${t.lab.epoch}, ${$(B(i).losses[0])} at the start${Number.isNaN(B(a)) ? "" : `; the floor is ${$(B(a))}`}.` : ""), p = (e, { x: t, y: n }) => mp(e.length, t, (t) => n(e[t])), m = (e) => {
		let { text: t, takes: n } = yl[e.model];
		return [t, ...n.map((t) => `${t} ${Al(e[t])}`)].join(" ");
	}, h = (e) => `${e.model === "least-squares" ? "" : `${m(e)}, `}lr ${Al(e.lr)}${e.rule === "gd" ? "" : ` ${e.rule}`}${e.standardize ? ", standardized" : ""}${e.loss === "mse" ? "" : `, ${e.loss}`}`;
	eu(e, {
		title: "Loss",
		get text() {
			return B(f);
		},
		controls: (e) => {
			var n = Ri(), r = F(n), a = (e) => {
				var n = lh();
				R(() => n.disabled = t.lab.pins.length >= Xp.pins || !B(i)), U("click", n, () => t.lab.pin()), K(e, n);
			}, o = /* @__PURE__ */ A(() => t.lab.shows("pins"));
			J(r, (e) => {
				B(o) && e(a);
			}), K(e, n);
		},
		children: (e, l) => {
			var f = Ri(), m = F(f), g = (e) => {
				var l = gh(), f = F(l);
				{
					let e = (e, n = b) => {
						var r = ph(), s = F(r), c = (e) => {
							var t = uh();
							R((e, r) => {
								X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
							}, [() => n().y(B(a)), () => n().y(B(a))]), K(e, t);
						}, l = /* @__PURE__ */ A(() => t.lab.closedForm && (B(a) > 0 || !B(o) && !Number.isNaN(B(a))));
						J(s, (e) => {
							B(l) && e(c);
						});
						var f = L(s);
						Y(f, 17, () => t.lab.pins, (e) => e.id, (e, t) => {
							var r = dh();
							let i;
							R((e) => {
								X(r, "d", e), X(r, "stroke-dasharray", B(t).onOtherData ? "5 4" : void 0), i = co(r, "", i, { stroke: `var(--pin-${B(t).color ?? ""})` });
							}, [() => p(B(t).run.losses, n())]), K(e, r);
						});
						var m = L(f), h = L(m), g = L(h);
						Y(g, 17, () => t.lab.pins, (e) => e.id, (e, t) => {
							var r = fh();
							let i;
							R((e, n) => {
								X(r, "cx", e), X(r, "cy", n), i = co(r, "", i, { fill: `var(--pin-${B(t).color ?? ""})` });
							}, [() => n().x(Math.min(B(u), B(t).epochs)), () => n().y(d(B(t).run.losses))]), K(e, r);
						});
						var _ = L(g);
						R((e, t, r, i, a) => {
							X(m, "d", e), X(h, "x1", t), X(h, "x2", r), X(h, "y1", n().y.range[1]), X(h, "y2", n().y.range[0]), X(_, "cx", i), X(_, "cy", a);
						}, [
							() => p(B(i).losses, n()),
							() => n().x(B(u)),
							() => n().x(B(u)),
							() => n().x(Math.min(B(u), B(i).epochs)),
							() => n().y(d(B(i).losses))
						]), K(e, r);
					}, l = (e, n = b) => {
						var r = Ri(), i = F(r), s = (e) => {
							var t = mh(), r = I(t);
							R((e, i) => {
								X(t, "x", n().x.range[1] + 8), X(t, "y", e), q(r, `floor ${i ?? ""}`);
							}, [() => n().y(B(a)), () => $(B(a))]), K(e, t);
						}, c = /* @__PURE__ */ A(() => t.lab.closedForm && (B(a) > 0 || !B(o) && !Number.isNaN(B(a))));
						J(i, (e) => {
							B(c) && e(s);
						}), K(e, r);
					}, m = /* @__PURE__ */ A(() => ({
						domain: [0, B(s)],
						title: "epoch"
					})), h = /* @__PURE__ */ A(() => ({
						domain: B(c),
						log: B(o),
						title: `loss (${t.lab.lossName})${B(o) ? ", log scale" : ""}`
					})), g = /* @__PURE__ */ A(() => t.lab.closedForm ? 96 : 16);
					vp(f, {
						get x() {
							return B(m);
						},
						get y() {
							return B(h);
						},
						get height() {
							return n();
						},
						label: "Loss per epoch",
						get right() {
							return B(g);
						},
						onpick: (e) => t.lab.jump(e),
						onhover: (e) => N(r, e, !0),
						children: e,
						over: l,
						$$slots: {
							default: !0,
							over: !0
						}
					});
				}
				var m = L(f, 2), g = P(m), _ = L(P(g), 2), v = I(_), y = I(L(_, 2), !0);
				T(g), Y(L(g, 2), 17, () => t.lab.pins, (e) => e.id, (e, n) => {
					var r = hh();
					let i;
					var a = L(P(r), 2), o = I(a), s = L(a, 2), c = I(s, !0), l = L(s, 2);
					T(r), R((e, t, a) => {
						i = co(r, "", i, { color: `var(--pin-${B(n).color ?? ""})` }), q(o, `${e ?? ""}${B(n).onOtherData ? " (other data)" : ""}`), q(c, t), X(l, "aria-label", `Remove the pinned run ${a ?? ""}`);
					}, [
						() => h(B(n)),
						() => $(d(B(n).run.losses)),
						() => h(B(n))
					]), U("click", a, () => t.lab.recall(B(n))), U("click", l, () => t.lab.unpin(B(n).id)), K(e, r);
				}), T(m), R((e, t, n) => {
					X(m, "aria-label", `Runs at epoch ${B(u) ?? ""}`), q(v, `lr ${e ?? ""} at epoch ${t ?? ""}`), q(y, n);
				}, [
					() => Al(t.lab.lr),
					() => jl(Math.min(B(u), B(i).epochs)),
					() => $(d(B(i).losses))
				]), K(e, l);
			};
			J(m, (e) => {
				B(i) && e(g);
			}), K(e, f);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), k();
}
Ci(["click"]), Q(), Z(), Vl(), iu(), gp();
function vh(e, t) {
	O(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0",
		"--pin-2",
		"--pin-4"
	], r = /* @__PURE__ */ A(() => {
		let e = t.lab.weightNames.map((e, t) => t), [n, r] = t.lab.axes;
		return [
			n,
			r,
			...e.filter((e) => e !== n && e !== r)
		].slice(0, 6);
	}), i = /* @__PURE__ */ A(() => {
		let { run: e } = t.lab;
		return e ? B(r).map((r, i) => ({
			name: t.lab.weightNames[r],
			color: `var(${n[i]})`,
			at: (t) => e.weights[Math.min(t, e.epochs) * e.p + r],
			target: t.lab.best?.[r]
		})) : [];
	}), a = /* @__PURE__ */ A(() => {
		let { run: e } = t.lab, [n, i] = pp(B(r).flatMap((e) => [t.lab.startWeights[e] ?? 0, t.lab.best?.[e] ?? 0]));
		if (!e) return fp(n, i);
		let a = 2 * (i - n || 1), [o, s] = [n, i];
		for (let t = 0; t <= e.epochs; t++) for (let c of B(r)) {
			let r = e.weights[t * e.p + c];
			r < o && (o = Math.max(r, n - a)), r > s && (s = Math.min(r, i + a));
		}
		return fp(o, s);
	}), o = /* @__PURE__ */ A(() => t.lab.weightNames.length - B(r).length), s = /* @__PURE__ */ A(() => t.lab.weights ? B(r).map((e) => `${t.lab.weightNames[e]} ${$(t.lab.weights[e])}${t.lab.best ? `, ${t.lab.bestName} ${$(t.lab.best[e])}` : ""}`).join("; ") : "");
	{
		let n = /* @__PURE__ */ A(() => B(o) > 0 ? `${B(o) === 1 ? "1 more weight is" : `${B(o)} more weights are`} not drawn; the axes chosen for the contour come first.` : "");
		eu(e, {
			title: "Weights",
			get text() {
				return B(s);
			},
			get note() {
				return B(n);
			},
			children: (e, n) => {
				{
					let n = /* @__PURE__ */ A(() => ({
						domain: B(a),
						title: "weight",
						count: 5
					}));
					ah(e, {
						get lab() {
							return t.lab;
						},
						get lines() {
							return B(i);
						},
						get height() {
							return t.height;
						},
						get y() {
							return B(n);
						},
						label: "Weights over the epochs"
					});
				}
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
oc(), wc();
var yh = 5e-4, bh = .001, xh = .01, Sh = 12, Ch = 48, wh = 1e100, Th = -690, Eh = 1e-14, Dh = 0x38d7ea4c68000;
function Oh(e, t, n, r) {
	let i = e.eigenvalues.subarray(0, e.rank), a = Array.from(i, (e) => Xm(t * e, r)), o = xh * e.minLoss / e.problem.factor, s = dc(e, n).subarray(0, e.rank), c = Array.from(s, (e) => e === 0 ? 0 : e * e / o), l = new Mh(r, t, i), u = a.map((e) => 2 * e), d = l.settled(c, jh(c, u), 2), f = Ah(e, n).map((e) => l.settled(e, jh(e.map(Math.abs), a), 1));
	return {
		loss: d,
		weights: f,
		toTolerance: Math.max(...f)
	};
}
function kh(e) {
	let { problem: t, rank: n } = e, r = Math.max(lc(e), bh * Math.sqrt(pc(t.y, t.y) / t.n)), i = new Float64Array(t.p);
	for (let r = 0; r < n; r++) rc(t, e.axes[r]).forEach((t, n) => i[n] += (t / e.sigma[r]) ** 2);
	return rc(t, e.optimum).map((e, t) => yh * Math.max(Math.abs(e), Math.sqrt(i[t]) * r));
}
function Ah(e, t) {
	let { problem: n, rank: r } = e, i = dc(e, t), a = e.axes.slice(0, r).map((t, r) => {
		let a = i[r] / e.sigma[r];
		return rc(n, t.map((e) => e * a));
	});
	return kh(e).map((e, t) => a.map((n) => e > 0 ? n[t] / e : 0));
}
function jh(e, t) {
	let n = 0, r = [];
	for (let i = 0; i < e.length; i++) {
		if (!Number.isFinite(e[i]) || t[i] > 1e-12 && e[i] > 1e-14) return Infinity;
		t[i] < 0 ? e[i] > 0 && r.push([e[i], Math.max(t[i], Th)]) : n += e[i];
	}
	let i = 1 - n;
	if (i <= 0) return Infinity;
	let a = r.map(([e, t]) => [Math.log(e / i), t]), o = Math.max(0, ...a.map(([e, t]) => e / -t));
	for (let e = 0; e < Sh; e++) {
		let e = 0, t = 0;
		for (let [n, r] of a) {
			let i = Math.exp(n + o * r);
			e += i, t -= i * r;
		}
		if (e <= 1) break;
		let n = e * Math.log(e) / t;
		if (o += n, n <= .1) break;
	}
	return Math.ceil(o - 1e-6) + 0;
}
var Mh = class {
	rule;
	lr;
	curvatures;
	kept = /* @__PURE__ */ new Map();
	window;
	constructor(e, t, n) {
		this.rule = e, this.lr = t, this.curvatures = n, this.window = e.beta === 0 ? 2 : Ch;
	}
	settled(e, t, n) {
		if (!(t <= Dh)) return t;
		let r = (t) => this.stays(e, t, n), i = t;
		for (let e = 1; !r(i); e *= 2) {
			if (e > Dh) return Infinity;
			i += e;
		}
		let a = i - 1;
		for (let e = 1; a >= 0 && r(a); e *= 2) a -= e;
		for (a = Math.max(a, -1); i > a + 1;) {
			let e = Math.floor((i + a) / 2);
			r(e) ? i = e : a = e;
		}
		return i;
	}
	stays(e, t, n) {
		for (let r = 0; r < this.window; r++) {
			let i = this.sharesAt(t + r), a = 0;
			for (let t = 0; t < e.length; t++) a += e[t] * i[t] ** n;
			if (!(Math.abs(a) <= 1.000000001)) return !1;
		}
		return !0;
	}
	sharesAt(e) {
		let t = this.kept.get(e);
		return t === void 0 && (t = this.curvatures.map((t) => {
			let n = Ym(this.rule, this.lr, t, e);
			return Math.min(Math.max(n, -1e100), wh);
		}), this.kept.set(e, t)), t;
	}
};
// src/lib/rates.ts
wc();
var Nh = .8;
function Ph(e, t) {
	return Sc(e) > 0 ? t.rateLimit(Sc(e)) : Infinity;
}
function Fh(e, t) {
	if (Sc(e) <= 0) return Infinity;
	if (t.beta === 0) return 2 / (Sc(e) + Cc(e));
	let n = Kh(Ph(e, t)), r = n.map((n) => Math.max(qh(Xm(n * Cc(e), t)), qh(Xm(n * Sc(e), t)))), i = Math.min(...r) * (1 - 1e-9), a = n.filter((e, t) => r[t] <= i);
	return a[Math.floor(a.length / 2)];
}
function Ih(e, t) {
	let n = Math.min(Fh(e, t), Nh * Ph(e, t));
	return Number.isFinite(n) ? Hh(n * (1 + 1e-12)) : 1;
}
var Lh = 3, Rh = 2, zh = 300, Bh = .025;
function Vh(e, t) {
	let n = Math.log10(e > 0 && e < Infinity ? e : Bh), r = Math.log10(t), i = Math.floor(Math.min(n - Lh, r)), a = Math.ceil(Math.max(n + Rh, r));
	return [Math.max(i, -300), Math.min(a, zh)];
}
function Hh(e, t = 3) {
	if (!(e > 1e-300 && e < Infinity)) return Math.max(e, 1e-300);
	let n = Math.floor(Math.log10(e)) - t + 1, r = Number(`${Math.floor(e / 10 ** n)}e${n}`);
	return r > 0 && r <= e ? r : e;
}
function Uh(e, t, n, r, i) {
	let a = dc(e, r), o = 0;
	for (let r = 0; r < e.rank; r++) a[r] !== 0 && (o += (a[r] * Ym(i, t, e.eigenvalues[r], n)) ** 2);
	return e.minLoss + e.problem.factor * o;
}
var Wh = (e, t, n) => Zm(t * Sc(e), n);
function Gh(e, t, n) {
	return e > 1 + 1e-12 ? "diverging" : n >= t ? "converged" : "converging";
}
function Kh(e) {
	let t = Array.from({ length: 500 }, (t, n) => e * 10 ** (-6 + 5 * n / 499)), n = Array.from({ length: 1999 }, (t, n) => e * (.1 + .9 * (n + 1) / 1999));
	return [...t, ...n];
}
var qh = (e) => Number.isNaN(e) ? 0 : e;
// src/lib/wording.ts
function Jh(e, t) {
	return {
		lr_above_limit: Yh,
		lr_near_limit: Xh,
		lr_too_small: Zh,
		slow_direction: Qh,
		noise_floor: $h,
		collinear: eg,
		none: tg
	}[e.cause](e, t);
}
function Yh(e, t) {
	return {
		tone: "bad",
		headline: `Diverging, ×${$(e.growth, 2)} per epoch: the limit is ${ig(e.limit)}. Use ${ig(e.advised)}.`,
		reason: `Along the steepest direction, ${t.direction}, every epoch multiplies the error by ${$(e.growth, 3)} and the loss by ${$(e.growth * e.growth, 3)}. The limit is ${rg[t.rule]}, where λ is the curvature of the loss along this direction. Different data have a different limit.`,
		fix: {
			text: `Use ${ig(e.advised)}`,
			lr: e.advised
		}
	};
}
function Xh(e) {
	return {
		tone: "plain",
		headline: `See-sawing: the learning rate is ${Nl(e.lr / e.limit)} of the limit ${ig(e.limit)}.`,
		reason: `Along the steepest direction, the error changes sign every epoch and keeps ${Pl(e.growth)} of its size.`,
		fix: {
			text: `Use ${ig(e.advised)}`,
			lr: e.advised
		}
	};
}
function Zh(e, t) {
	return {
		tone: "plain",
		headline: `Too slow: the learning rate is only ${$(e.lr / e.limit, 2)} of the limit ${ig(e.limit)}.`,
		reason: `Even along the steepest direction, an epoch changes little, and ${Ml(t.epochs)} are not enough: the loss is ${$(e.finalLoss)} and its floor is ${ag(e)}.`,
		fix: {
			text: `Use ${ig(e.advised)}`,
			lr: e.advised
		}
	};
}
function Qh(e, t) {
	let n = zm(t.names[e.worstWeight], t.names);
	return {
		tone: "plain",
		headline: `${e.finalLoss < 1.1 * e.minLoss ? "The loss looks done, but" : "Not there yet:"} ${n} is ${$(Math.abs(e.worstError), 3)} ${e.worstError < 0 ? "below" : "above"} its best value, ${$(t.closedForm[e.worstWeight], 4)}.`,
		reason: `The cause is a slow direction, ${t.direction}: along it, each epoch leaves ${Pl(e.kept)} of the error. The loss is ${$(e.finalLoss)} and its floor is ${ag(e)}.`,
		fix: t.standardize ? ng(e, t) : {
			text: "Standardize the columns",
			standardize: !0
		}
	};
}
function $h(e, t) {
	return {
		tone: "good",
		headline: `Nothing is left to gain: the loss is ${$(e.finalLoss)} and its floor is ${ag(e)}.`,
		reason: `${t.remains} (Residual standard deviation ${$(e.noiseStd, 3)}.) More epochs would change nothing that these data can show.`,
		fix: null
	};
}
function eg(e) {
	return {
		tone: "plain",
		headline: "The predictions are fine, but the data do not determine the weights.",
		reason: `Some columns depend on each other. Along such directions the loss is flat, and training leaves the weights where they started. The loss is ${$(e.finalLoss)} and its floor is ${ag(e)}.`,
		fix: null
	};
}
function tg(e, t) {
	let n = e.status === "converged";
	return {
		tone: "good",
		headline: n ? "Converged: every weight is right to three digits." : `Converging: ${Ml(e.forecast.toTolerance)} in all are enough.`,
		reason: `The loss is ${$(e.finalLoss)} after ${Ml(t.epochs)}, and its floor is ${ag(e)}.`,
		fix: n ? null : ng(e, t)
	};
}
function ng(e, t) {
	let n = e.forecast.toTolerance;
	return !(n <= t.mostEpochs) || n <= t.epochs ? null : {
		text: `Train ${Ml(n)}`,
		epochs: n
	};
}
var rg, ig, ag, og = t((() => {
	Hm(), Vl(), rg = {
		gd: "2/λ",
		momentum: "2(1 + β)/λ with β = 0.9",
		nesterov: "2(1 + β)/((1 + 2β) λ) with β = 0.9"
	}, ig = (e) => Number.isFinite(e) ? $(e, 3) : "∞", ag = (e) => e.exact ? "0 (exact)" : $(e.minLoss);
}));
og(), Q(), Z(), Vl(), oc(), Jm(), iu(), Tp(), gp();
var sg = /* @__PURE__ */ G("<line class=\"floor svelte-8r3kct\"></line>"), cg = /* @__PURE__ */ G("<defs><pattern id=\"diverging\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line y2=\"7\" class=\"hatch svelte-8r3kct\"></line></pattern></defs><rect fill=\"url(#diverging)\"></rect><line class=\"limit svelte-8r3kct\"></line><!><line class=\"advised svelte-8r3kct\"></line><path class=\"svelte-8r3kct\"></path><circle r=\"5.5\" class=\"svelte-8r3kct\"></circle><text class=\"bad svelte-8r3kct\" text-anchor=\"end\"> </text><text class=\"good svelte-8r3kct\" text-anchor=\"end\"> </text>", 1);
function lg(e, t) {
	O(t, !0);
	let n = ms(t, "height", 3, 300), r = [1e-4, 6], i = /* @__PURE__ */ A(() => t.lab.diagnosis?.limit ?? 1), a = /* @__PURE__ */ A(() => t.lab.diagnosis?.advised ?? 1), o = /* @__PURE__ */ A(() => Number.isFinite(B(i)) ? B(i) : 1), s = /* @__PURE__ */ A(() => Math.min(B(o) * r[0], t.lab.lr / 1.5)), c = /* @__PURE__ */ A(() => Math.max(B(o) * r[1], t.lab.lr * 1.5)), l = /* @__PURE__ */ A(() => t.lab.problem ? ic(t.lab.problem, t.lab.startWeights) : []), u = (e) => t.lab.spectrum ? Uh(t.lab.spectrum, e, t.lab.epochs, B(l), qm[t.lab.rule]) : NaN, d = /* @__PURE__ */ A(() => Array.from({ length: 240 }, (e, t) => {
		let n = t / 239, r = B(s) ** (1 - n) * B(c) ** n;
		return {
			lr: r,
			loss: u(r)
		};
	})), f = /* @__PURE__ */ A(() => t.lab.diagnosis?.startLoss ?? 1), p = /* @__PURE__ */ A(() => t.lab.spectrum?.minLoss ?? 0), m = /* @__PURE__ */ A(() => {
		let e = B(d).reduce((e, { loss: t }) => t > 0 && t < e ? t : e, B(f));
		return [Math.max(e, B(f) * 1e-16) * .7, B(f) * 300];
	}), h = /* @__PURE__ */ A(() => u(t.lab.lr));
	function g(e) {
		t.lab.setRate(Number(e.toPrecision(3)));
	}
	let _ = /* @__PURE__ */ A(() => `After ${t.lab.epochs} epochs the rate ${$(t.lab.lr, 3)} ends with a loss of ${$(B(h))}. Every rate above ${ig(B(i))} diverges; the advised rate is ${ig(B(a))}.`);
	{
		let r = /* @__PURE__ */ A(() => t.lab.epochs.toLocaleString("en-US"));
		eu(e, {
			title: "Every rate at once",
			get text() {
				return B(_);
			},
			get note() {
				return `The loss after ${B(r) ?? ""} epochs for each learning rate. Click a rate to run it.`;
			},
			children: (e, r) => {
				var o = Ri(), l = F(o), u = (e) => {
					{
						let r = (e, n) => {
							let r = () => (n?.()).x, o = () => (n?.()).y;
							var s = cg(), c = L(F(s)), l = L(c), u = L(l), f = (e) => {
								var t = sg();
								R((e, n) => {
									X(t, "x1", r().range[0]), X(t, "x2", r().range[1]), X(t, "y1", e), X(t, "y2", n);
								}, [() => o()(B(p)), () => o()(B(p))]), K(e, t);
							};
							J(u, (e) => {
								B(p) > 0 && e(f);
							});
							var m = L(u), g = L(m), _ = L(g), v = L(_), y = I(v), b = L(v), x = I(b);
							R((e, t, n, r, i, a, s, u, d, f, p, h, S) => {
								X(c, "x", e), X(c, "y", o().range[1] - 6), X(c, "width", t), X(c, "height", o().range[0] - o().range[1] + 6), X(l, "x1", n), X(l, "x2", r), X(l, "y1", o().range[1]), X(l, "y2", o().range[0]), X(m, "x1", i), X(m, "x2", a), X(m, "y1", o().range[0] - 40), X(m, "y2", o().range[0]), X(g, "d", s), X(_, "cx", u), X(_, "cy", d), X(v, "x", f), X(v, "y", o().range[1] + 8), q(y, `diverges above ${p ?? ""}`), X(b, "x", h), X(b, "y", o().range[0] - 30), q(x, `advised ${S ?? ""}`);
							}, [
								() => r()(B(i)),
								() => Math.max(0, r().range[1] - r()(B(i))),
								() => r()(B(i)),
								() => r()(B(i)),
								() => r()(B(a)),
								() => r()(B(a)),
								() => mp(B(d).length, (e) => r()(B(d)[e].lr), (e) => o()(B(d)[e].loss)),
								() => r()(t.lab.lr),
								() => Math.max(o()(B(h)), o().range[1]),
								() => r()(B(i)) - 8,
								() => ig(B(i)),
								() => r()(B(a)) - 7,
								() => ig(B(a))
							]), K(e, s);
						}, o = /* @__PURE__ */ A(() => ({
							domain: [B(s), B(c)],
							log: !0,
							title: "learning rate, log scale",
							count: 6
						})), l = /* @__PURE__ */ A(() => ({
							domain: B(m),
							log: !0,
							title: `final loss (${t.lab.loss}), log scale`
						})), u = /* @__PURE__ */ A(() => t.lab.shows("rate") ? g : void 0);
						vp(e, {
							get x() {
								return B(o);
							},
							get y() {
								return B(l);
							},
							get height() {
								return n();
							},
							label: "Final loss against learning rate",
							get onpick() {
								return B(u);
							},
							children: r,
							$$slots: { default: !0 }
						});
					}
				};
				J(l, (e) => {
					t.lab.spectrum && e(u);
				}), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
Q(), Z(), Cs(), Gs(), Ql(), Vl();
var ug = /* @__PURE__ */ W("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), dg = /* @__PURE__ */ W("<p class=\"soft svelte-1f1hu52\"> </p>"), fg = /* @__PURE__ */ W("<p class=\"bad svelte-1f1hu52\"> </p>"), pg = /* @__PURE__ */ W("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), mg = /* @__PURE__ */ W("<div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Solvers measured\" tabindex=\"0\"><table><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">solver</th><th scope=\"col\" class=\"svelte-1f1hu52\">time</th><th scope=\"col\" class=\"svelte-1f1hu52\">error</th><th scope=\"col\" class=\"svelte-1f1hu52\">passes</th></tr></thead><tbody></tbody></table></div> <p class=\"soft svelte-1f1hu52\"> </p> <!>", 1), hg = /* @__PURE__ */ W("<div class=\"card svelte-1f1hu52\"><div class=\"head svelte-1f1hu52\"><h2 class=\"small\">Compared with the closed form</h2> <button class=\"button\"> </button></div> <div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Weights compared with the closed form\" tabindex=\"0\"><table class=\"svelte-1f1hu52\"><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">weight</th><th scope=\"col\" class=\"descent svelte-1f1hu52\"> </th><th scope=\"col\" class=\"closed svelte-1f1hu52\">closed form</th><th scope=\"col\" class=\"svelte-1f1hu52\">difference</th></tr></thead><tbody><!><tr class=\"loss svelte-1f1hu52\"><th scope=\"row\" class=\"svelte-1f1hu52\">loss</th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr></tbody></table> <!></div> <!> <!></div>");
function gg(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ M(null), r = /* @__PURE__ */ M(null), i = /* @__PURE__ */ M(!1), a = /* @__PURE__ */ M(""), o = /* @__PURE__ */ A(() => t.lab.weightNames.slice(0, 8).map((e, n) => {
		let r = t.lab.weights?.[n] ?? NaN, i = t.lab.best?.[n] ?? NaN;
		return {
			name: e,
			mine: r,
			best: i,
			gap: r - i
		};
	})), s = /* @__PURE__ */ A(() => t.lab.weightNames.length - B(o).length), c = /* @__PURE__ */ A(() => t.lab.currentLoss - (t.lab.spectrum?.minLoss ?? NaN)), l = /* @__PURE__ */ A(() => B(n) !== null && B(r) !== t.lab.data);
	async function u() {
		N(i, !0), N(a, "");
		let e = t.lab.data;
		try {
			N(n, await Bs(t.lab.descriptor)), N(r, e);
		} catch (e) {
			N(a, Fs(e), !0);
		} finally {
			N(i, !1);
		}
	}
	let d = /* @__PURE__ */ M(void 0), f = /* @__PURE__ */ M(!1);
	cr(() => {
		if (!B(d) || B(f)) return;
		let e = new IntersectionObserver(([e]) => N(f, B(f) || e.isIntersecting, !0));
		return e.observe(B(d)), () => e.disconnect();
	});
	let p = /* @__PURE__ */ A(() => t.lab.data !== null && t.lab.data.n * t.lab.weightNames.length <= 1e4);
	cr(() => {
		if (!B(f) || !B(p) || Jr(() => B(n) !== null || B(i))) return;
		let e = setTimeout(() => void u(), 600);
		return () => clearTimeout(e);
	});
	let m = (e) => e === null ? "not run" : e < .001 ? `${$(e * 1e6, 3)} µs` : e < 1 ? `${$(e * 1e3, 3)} ms` : `${$(e, 3)} s`, h = (e) => e === null ? "∞" : e === 0 ? "0" : Il(e, 2);
	var g = hg(), _ = P(g), v = L(P(_), 2), y = I(v, !0);
	T(_);
	var b = L(_, 2), x = P(b), S = P(x), C = P(S), w = I(L(P(C)));
	Re(2), T(C), T(S);
	var ee = L(S), te = P(ee);
	Y(te, 17, () => B(o), (e) => e.name, (e, t) => {
		var n = ug(), r = P(n), i = I(r, !0), a = L(r), o = I(a, !0), s = L(a), c = I(s, !0), l = I(L(s), !0);
		T(n), R((e, n, r) => {
			q(i, B(t).name), q(o, e), q(c, n), q(l, r);
		}, [
			() => $(B(t).mine, 5),
			() => $(B(t).best, 5),
			() => $(B(t).gap, 2)
		]), K(e, n);
	});
	var ne = L(te), re = L(P(ne)), ie = I(re, !0), ae = L(re), oe = I(ae, !0), se = I(L(ae), !0);
	T(ne), T(ee), T(x);
	var ce = L(x, 2), le = (e) => {
		var t = dg(), n = I(t);
		R(() => q(n, `and ${B(s) ?? ""} more weight${B(s) === 1 ? "" : "s"}`)), K(e, t);
	};
	J(ce, (e) => {
		B(s) > 0 && e(le);
	}), T(b);
	var ue = L(b, 2), de = (e) => {
		var t = fg(), n = I(t, !0);
		R(() => q(n, B(a))), K(e, t);
	};
	J(ue, (e) => {
		B(a) && e(de);
	});
	var fe = L(ue, 2), pe = (e) => {
		var t = mg(), r = F(t), i = P(r);
		let a;
		var o = L(P(i));
		Y(o, 21, () => B(n).rows, (e) => e.solver, (e, t) => {
			var r = pg();
			let i;
			var a = P(r), o = I(a, !0), s = L(a), c = I(s, !0), l = L(s), u = I(l, !0), d = I(L(l), !0);
			T(r), R((e, a, s) => {
				i = ao(r, 1, "svelte-1f1hu52", null, i, { advised: B(t).solver === B(n).advised }), q(o, B(t).solver), q(c, e), q(u, a), q(d, s);
			}, [
				() => m(B(t).seconds),
				() => B(t).status === "skipped" ? "" : h(B(t).error),
				() => jl(B(t).passes)
			]), K(e, r);
		}), T(o), T(i), T(r);
		var s = L(r, 2), c = I(s, !0);
		Xl(L(s, 2), { get text() {
			return B(n).verdict;
		} }), R(() => {
			a = ao(i, 1, "svelte-1f1hu52", null, a, { stale: B(l) }), q(c, B(l) ? "Measured on the previous data. Measure again for these." : B(n).verdict);
		}), K(e, t);
	};
	J(fe, (e) => {
		B(n) && e(pe);
	}), T(g), ns(g, (e) => N(d, e), () => B(d)), R((e, n, r) => {
		v.disabled = B(i) || !t.lab.data, q(y, B(i) ? "Measuring…" : "Measure the time"), q(w, `epoch ${t.lab.epoch ?? ""}`), q(ie, e), q(oe, n), q(se, r);
	}, [
		() => $(t.lab.currentLoss, 5),
		() => $(t.lab.spectrum?.minLoss ?? NaN, 5),
		() => $(B(c), 2)
	]), U("click", v, u), K(e, g), k();
}
Ci(["click"]), Q(), Z(), Tp(), gp();
var _g = /* @__PURE__ */ G("<line></line>"), vg = /* @__PURE__ */ G("<path class=\"dots svelte-1ym4qu1\"></path><!><line></line>", 1);
function yg(e, t) {
	O(t, !0);
	let n = ms(t, "column", 3, 0), r = ms(t, "height", 3, 190), i = /* @__PURE__ */ A(() => t.data), a = /* @__PURE__ */ A(() => B(i).columns[n()]), o = /* @__PURE__ */ A(() => Math.max(1, Math.ceil(B(a).length / 400))), s = /* @__PURE__ */ A(() => t.yDomain ?? fp(...pp(B(i).y))), c = /* @__PURE__ */ A(() => ({
		domain: fp(...pp(B(a))),
		title: B(i).names[n()],
		count: 3
	})), l = /* @__PURE__ */ A(() => ({
		domain: B(s),
		title: B(i).target,
		count: 3
	}));
	function u(e) {
		let t = "";
		for (let n = 0; n < B(a).length; n += B(o)) t += `M${e.x(B(a)[n]).toFixed(1)},${e.y(B(i).y[n]).toFixed(1)}h0`;
		return t;
	}
	function d(e, t) {
		let [r, a] = t.x.domain, o = ym(B(i).columns, e, n());
		return {
			x1: t.x(r),
			y1: t.y(o(r)),
			x2: t.x(a),
			y2: t.y(o(a))
		};
	}
	vp(e, {
		get x() {
			return B(c);
		},
		get y() {
			return B(l);
		},
		get height() {
			return r();
		},
		get label() {
			return t.label;
		},
		children: (e, n = b) => {
			var r = vg(), i = F(r), a = L(i), o = (e) => {
				var r = _g();
				wo(r, (e) => ({
					class: "closed",
					...e
				}), [() => d(t.closedForm, n())], void 0, void 0, "svelte-1ym4qu1"), K(e, r);
			};
			J(a, (e) => {
				t.closedForm && e(o);
			}), wo(L(a), (e) => ({
				class: "fit",
				...e
			}), [() => d(t.weights, n())], void 0, void 0, "svelte-1ym4qu1"), R((e) => X(i, "d", e), [() => u(n())]), K(e, r);
		},
		$$slots: { default: !0 }
	}), k();
}
// src/lib/model.ts
function bg(e, t, n) {
	e.predict(e.problem.rows, t, n);
	let { target: r } = e;
	for (let e = 0; e < n.length; e++) n[e] -= r[e];
}
function xg(e, t) {
	let n = new Float64Array(e.target.length);
	return bg(e, t, n), e.loss(n, t);
}
function Sg(e, t) {
	let n = new Float64Array(e.target.length), r = new Float64Array(e.size);
	return bg(e, t, n), e.gradient(n, t, r), r;
}
var Cg = t((() => {}));
// src/lib/descent.ts
function wg(e, t, n, r, i) {
	let a = e.size, o = qm[i], s = new Float64Array((n + 1) * a), c = new Float64Array(n + 1), l = Float64Array.from(e.fromUserUnits(r)), u = new Float64Array(e.target.length), d = new Float64Array(a), f = new Float64Array(a);
	for (let r = 0; r <= n; r++) {
		s.set(l, r * a), bg(e, l, u), c[r] = e.loss(u, l), e.gradient(u, l, d);
		for (let e = 0; e < a; e++) l[e] -= t * o.direction(d[e], f, e);
		e.afterUpdate?.(l, t / (1 - o.beta));
	}
	return {
		epochs: n,
		p: a,
		own: s,
		weights: Dg(e, s),
		losses: c
	};
}
function Tg(e, t) {
	return e.weights.subarray(t * e.p, (t + 1) * e.p);
}
function Eg(e, t) {
	return e.own.subarray(t * e.p, (t + 1) * e.p);
}
function Dg(e, t) {
	if (e.problem.units === null) return t;
	let n = new Float64Array(t.length);
	for (let r = 0; r < t.length; r += e.size) n.set(e.inUserUnits(t.subarray(r, r + e.size)), r);
	return n;
}
var Og = t((() => {
	Cg(), Jm();
}));
Og(), oc(), wc();
function kg(e, t) {
	let n = Js(e.equivalent, e.n, t.loss), r = t.standardize ? Ys(n) : n, i = t.start?.length === e.weight_names.length && t.start ? t.start : e.lr_start;
	return wg(Qs(r), t.lr, t.epochs, i, t.rule);
}
function Ag(e, t) {
	let n = sc(Js(e.equivalent, e.n, t.loss));
	return {
		data: e,
		run: kg(e, t),
		closedForm: Array.from(n.optimum),
		floor: n.minLoss
	};
}
Q(), Z(), Gs(), iu(), gp(), Yp(), Og(), Vl();
var jg = /* @__PURE__ */ W("<p> </p>"), Mg = /* @__PURE__ */ W("<div><h3 class=\"svelte-ivnql5\"> </h3> <!> <dl class=\"svelte-ivnql5\"><dt class=\"svelte-ivnql5\">slope, intercept</dt> <dd class=\"descent svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">closed form</dt> <dd class=\"closed svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">loss and floor</dt> <dd class=\"svelte-ivnql5\"> <span class=\"closed svelte-ivnql5\"> </span></dd></dl></div>"), Ng = /* @__PURE__ */ W("<!> <div class=\"row svelte-ivnql5\"></div>", 1);
function Pg(e, t) {
	O(t, !0);
	let n = [1, 10], r = /* @__PURE__ */ A(() => t.lab.descriptor.kind === "lesson" ? t.lab.descriptor : qp), i = /* @__PURE__ */ A(() => JSON.stringify({
		...B(r),
		noise: 0
	})), a = /* @__PURE__ */ M([]), o = /* @__PURE__ */ M("");
	cr(() => {
		let e = JSON.parse(B(i)), t = new AbortController();
		return Promise.all(n.map((n) => Rs({
			...e,
			noise: n
		}, t.signal))).then((e) => {
			N(a, e), N(o, "");
		}).catch((e) => {
			e instanceof Ps && N(o, e.message, !0);
		}), () => t.abort();
	});
	let s = /* @__PURE__ */ A(() => {
		let e = t.lab.runSettings();
		return t.lab.descriptor.kind === "lesson" ? e : {
			...e,
			lr: .01,
			loss: "mse",
			standardize: !1,
			start: null
		};
	}), c = /* @__PURE__ */ A(() => B(a).map((e) => Ag(e, B(s)))), l = /* @__PURE__ */ A(() => B(a).length ? fp(...pp(B(a).flatMap((e) => e.y))) : [0, 1]), u = (e) => {
		let n = Math.min(t.lab.epoch, e.run.epochs);
		return {
			weights: Tg(e.run, n),
			loss: e.run.losses[n]
		};
	}, d = /* @__PURE__ */ A(() => B(c).some((e) => !(u(e).loss <= 1e3 * e.run.losses[0]))), f = /* @__PURE__ */ A(() => B(d) ? "Both runs diverge: the limit on the learning rate depends on x alone, not on the noise." : "The slope hardly changes. The floor of the loss is about the square of the noise, and no learning rate gets below it."), p = /* @__PURE__ */ A(() => B(c).map((e, t) => `Noise ${n[t]}: loss ${$(u(e).loss)}, floor ${$(e.floor)}`).join("; "));
	{
		let r = /* @__PURE__ */ A(() => Al(B(s).lr)), i = /* @__PURE__ */ A(() => B(f));
		eu(e, {
			title: "Little noise, much noise",
			get text() {
				return B(p);
			},
			get note() {
				return `The lesson's data with the same seed, at the learning rate ${B(r) ?? ""}. ${B(i) ?? ""}`;
			},
			children: (e, r) => {
				var i = Ng(), a = F(i), s = (e) => {
					var t = jg(), n = I(t, !0);
					R(() => q(n, B(o))), K(e, t);
				};
				J(a, (e) => {
					B(o) && e(s);
				});
				var d = L(a, 2);
				Y(d, 21, () => B(c), ya, (e, r, i) => {
					let a = /* @__PURE__ */ A(() => u(B(r)));
					var o = Mg(), s = P(o), c = I(s), d = L(s, 2);
					{
						let e = /* @__PURE__ */ A(() => t.lab.closedForm ? B(r).closedForm : null);
						yg(d, {
							get data() {
								return B(r).data;
							},
							get weights() {
								return B(a).weights;
							},
							get closedForm() {
								return B(e);
							},
							get yDomain() {
								return B(l);
							},
							height: 240,
							get label() {
								return `Line with noise ${n[i] ?? ""}`;
							}
						});
					}
					var f = L(d, 2), p = L(P(f), 2), m = I(p), h = L(p, 4), g = I(h), _ = L(h, 4), v = P(_), y = I(L(v), !0);
					T(_), T(f), T(o), R((e, t, r, a, o, s) => {
						q(c, `noise ${n[i] ?? ""}`), q(m, `${e ?? ""}, ${t ?? ""}`), q(g, `${r ?? ""}, ${a ?? ""}`), q(v, `${o ?? ""}, `), q(y, s);
					}, [
						() => $(B(a).weights[0]),
						() => $(B(a).weights[1]),
						() => $(B(r).closedForm[0]),
						() => $(B(r).closedForm[1]),
						() => $(B(a).loss),
						() => $(B(r).floor)
					]), K(e, o);
				}), T(d), K(e, i);
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
Q(), Z(), iu(), gp(), Og(), Vl();
var Fg = /* @__PURE__ */ W("<div><button class=\"button quiet svelte-114104q\"> </button> <span class=\"svelte-114104q\"> </span> <!></div>"), Ig = /* @__PURE__ */ W("<div class=\"frame svelte-114104q\"><div class=\"row svelte-114104q\"></div></div>");
function Lg(e, t) {
	O(t, !0);
	let n = [
		0,
		5,
		50,
		200
	], r = /* @__PURE__ */ A(() => {
		let { run: e } = t.lab;
		return e ? n.filter((t) => t <= e.epochs).map((t) => ({
			epoch: t,
			weights: Tg(e, t),
			loss: e.losses[t]
		})) : [];
	}), i = /* @__PURE__ */ A(() => {
		if (!t.lab.data) return [0, 1];
		let [e, n] = pp(t.lab.data.y), r = pp(gm(t.lab.data.columns, t.lab.startWeights));
		return fp(Math.max(Math.min(e, r[0]), e - (n - e)), Math.min(Math.max(n, r[1]), n + (n - e)));
	}), a = /* @__PURE__ */ A(() => {
		let e = (t.lab.data?.columns ?? []).map((e, n) => {
			let [r, i] = pp(e);
			return Math.abs((t.lab.best?.[n] ?? 0) * (i - r));
		});
		return Math.max(0, e.indexOf(Math.max(...e)));
	}), o = /* @__PURE__ */ A(() => B(r).map((e) => `Loss ${$(e.loss)} at epoch ${e.epoch}`).join(", "));
	{
		let n = /* @__PURE__ */ A(() => (t.lab.data?.columns.length ?? 1) > 1 ? `The prediction along ${t.lab.data?.names[B(a)]}, with the other features at their means.` : "");
		eu(e, {
			title: "Snapshots",
			get text() {
				return B(o);
			},
			get note() {
				return B(n);
			},
			children: (e, n) => {
				var o = Ig(), s = P(o);
				let c;
				Y(s, 21, () => B(r), (e) => e.epoch, (e, n) => {
					var r = Ri(), o = F(r), s = (e) => {
						var r = Fg(), o = P(r), s = I(o), c = L(o, 2), l = I(c);
						yg(L(c, 2), {
							get data() {
								return t.lab.data;
							},
							get weights() {
								return B(n).weights;
							},
							get column() {
								return B(a);
							},
							get yDomain() {
								return B(i);
							},
							get label() {
								return `The line at epoch ${B(n).epoch ?? ""}`;
							}
						}), T(r), R((e) => {
							q(s, `epoch ${B(n).epoch ?? ""}`), q(l, `loss ${e ?? ""}`);
						}, [() => $(B(n).loss)]), U("click", o, () => t.lab.jump(B(n).epoch)), K(e, r);
					};
					J(o, (e) => {
						t.lab.data && e(s);
					}), K(e, r);
				}), T(s), T(o), R(() => c = co(s, "", c, { "--count": B(r).length })), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
Ci(["click"]), Q(), Z();
var Rg = /* @__PURE__ */ W("<section id=\"compare\" aria-label=\"Compare\" class=\"svelte-v414jo\"><header><h2>Compare</h2> <p class=\"lede\">One run alone says little about its learning rate, the noise, or its cost. Compare it with others.</p></header> <div class=\"grid svelte-v414jo\"><!> <!> <!> <!></div></section>");
function zg(e, t) {
	var n = Rg(), r = L(P(n), 2), i = P(r);
	lg(i, {
		get lab() {
			return t.lab;
		},
		height: 370
	});
	var a = L(i, 2);
	gg(a, { get lab() {
		return t.lab;
	} });
	var o = L(a, 2);
	Lg(o, { get lab() {
		return t.lab;
	} }), Pg(L(o, 2), { get lab() {
		return t.lab;
	} }), T(r), T(n), K(e, n);
}
Q(), Z(), Vl();
var Bg = /* @__PURE__ */ W("<span class=\"short svelte-m3ojnd\" aria-hidden=\"true\"> </span>"), Vg = /* @__PURE__ */ W("<p class=\"notice svelte-m3ojnd\" role=\"status\"> </p>"), Hg = /* @__PURE__ */ W("<div><label class=\"svelte-m3ojnd\"><span> </span><!></label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" spellcheck=\"false\" class=\"svelte-m3ojnd\"/> <!></div>");
function Ug(e, t) {
	let n = zi();
	O(t, !0);
	let r = ms(t, "short", 3, ""), i = ms(t, "whole", 3, !1), a = ms(t, "wide", 3, !1), o = /* @__PURE__ */ M("");
	function s(e) {
		let t = String(e), n = e.toExponential();
		return t.length > 8 && n.length < t.length ? n : t;
	}
	function c(e) {
		let n = e.value.trim().replace("−", "-").replace(",", "."), r = n === "" ? NaN : Number(n);
		if (Number.isFinite(r) && r <= 0 && t.limits[0] > 0 && !i()) N(o, `${t.label} must be above 0: ${Al(t.value, 12)} is kept.`);
		else if (Number.isFinite(r)) {
			let e = Math.min(Math.max(i() ? Math.round(r) : r, t.limits[0]), t.limits[1]);
			N(o, e === r ? "" : `${t.label} must be a ${i() ? "whole " : ""}number from ${Al(t.limits[0], 12)} to ${Al(t.limits[1], 12)}: ${Al(e, 12)} is used.`, !0), t.onchange(e);
		} else N(o, `“${e.value.slice(0, 20)}” is not a number: ${Al(t.value, 12)} is kept.`);
		e.value = s(t.value);
	}
	var l = Hg();
	let u;
	var d = P(l), f = P(d);
	let p;
	var m = I(f, !0), h = L(f), g = (e) => {
		var t = Bg(), n = I(t, !0);
		R(() => q(n, r() === "-" ? "" : r())), K(e, t);
	};
	J(h, (e) => {
		r() && e(g);
	}), T(d);
	var _ = L(d, 2);
	bo(_);
	var v = L(_, 2), y = (e) => {
		var t = Vg(), r = I(t, !0);
		R(() => {
			X(t, "id", `${n}-notice`), q(r, B(o));
		}), K(e, t);
	};
	J(v, (e) => {
		B(o) && e(y);
	}), T(l), R((e) => {
		u = ao(l, 1, "field svelte-m3ojnd", null, u, {
			wide: a(),
			alone: r() === "-"
		}), X(d, "for", n), p = ao(f, 1, "svelte-m3ojnd", null, p, { full: r() }), q(m, t.label), X(_, "id", n), X(_, "aria-label", r() ? t.label : void 0), xo(_, e), X(_, "aria-describedby", B(o) ? `${n}-notice` : void 0);
	}, [() => s(t.value)]), U("change", _, (e) => c(e.currentTarget)), U("keydown", _, (e) => e.key === "Enter" && c(e.currentTarget)), K(e, l), k();
}
Ci(["change", "keydown"]), Q(), Z(), Yp(), bl(), $p();
var Wg = /* @__PURE__ */ W("<button class=\"button svelte-bcjnsc\"> </button>"), Gg = /* @__PURE__ */ W("<button class=\"button svelte-bcjnsc\">the lesson</button>"), Kg = /* @__PURE__ */ W("<div class=\"presets svelte-bcjnsc\" role=\"group\" aria-label=\"Data sets\"><!> <!> <!> <!></div>"), qg = /* @__PURE__ */ W("<!> <!> <!> <!> <!>", 1), Jg = /* @__PURE__ */ W("<!> <!>", 1), Yg = /* @__PURE__ */ W("<p class=\"about svelte-bcjnsc\"> </p>"), Xg = /* @__PURE__ */ W("<p class=\"about svelte-bcjnsc\"> </p> <p class=\"about svelte-bcjnsc\"> </p> <!> <!>", 1), Zg = /* @__PURE__ */ W("<div class=\"group svelte-bcjnsc\"><h2 class=\"small\">Data</h2> <!> <!></div>");
function Qg(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = [
		{
			name: "collinear",
			text: "collinear"
		},
		{
			name: "badly-scaled",
			text: "badly scaled"
		},
		{
			name: "large-n",
			text: "large n"
		},
		{
			name: "large-d",
			text: "large d"
		}
	], i = /* @__PURE__ */ A(() => n().data && n().descriptor.kind === "example" ? n().descriptor : null), a = /* @__PURE__ */ A(() => n().data && n().descriptor.kind === "lesson" ? n().descriptor : null), o = (e) => e.replace(/^.*[/\\](?=.)/, "");
	async function s() {
		await n().load(qp) && n().takeUsualRate();
	}
	let l = /* @__PURE__ */ A(() => n().isLine ? [] : Object.entries(Jp).filter(([, { target: e }]) => e === yl[n().model].target || e === "two classes" && yl[n().model].target === "classes")), u = (e) => n().load({
		kind: "example",
		points: e,
		n: 100,
		seed: 0
	}, { advisedRate: !0 });
	function d(e) {
		if (!B(a)) return;
		let t = {
			...B(a),
			...e
		};
		t.low >= t.high ? n().notices = [`The x-range from ${t.low} to ${t.high} is empty: the old range is kept.`] : n().load(t);
	}
	var f = Zg(), p = L(P(f), 2), m = (e) => {
		var t = Kg(), d = P(t);
		Y(d, 17, () => B(l), ([e, { text: t }]) => e, (e, t) => {
			var n = /* @__PURE__ */ A(() => c(B(t), 2));
			let r = () => B(n)[0], a = () => B(n)[1].text;
			var o = Wg(), s = I(o, !0);
			R(() => {
				X(o, "aria-pressed", B(i)?.points === r()), q(s, a());
			}), U("click", o, () => u(r())), K(e, o);
		});
		var f = L(d, 2), p = (e) => {
			var t = Gg();
			R(() => X(t, "aria-pressed", B(a) !== null)), U("click", t, s), K(e, t);
		};
		J(f, (e) => {
			yl[n().model].target === "number" && e(p);
		});
		var m = L(f, 2), h = (e) => {
			var t = Wg(), r = I(t, !0);
			R((e) => {
				X(t, "aria-pressed", n().descriptor.kind === "file"), X(t, "title", n().file.name), q(r, e);
			}, [() => o(n().file.name)]), U("click", t, () => n().load({ kind: "file" }, { advisedRate: !0 })), K(e, t);
		};
		J(m, (e) => {
			n().file && e(h);
		}), Y(L(m, 2), 17, () => n().isLine ? r : [], (e) => e.name, (e, t) => {
			var r = Wg(), i = I(r, !0);
			R(() => {
				X(r, "aria-pressed", n().descriptor.kind === "case" && n().descriptor.case === B(t).name), q(i, B(t).text);
			}), U("click", r, () => n().load({
				kind: "case",
				case: B(t).name
			}, { advisedRate: !0 })), K(e, r);
		}), T(t), K(e, t);
	}, h = /* @__PURE__ */ A(() => n().shows("presets"));
	J(p, (e) => {
		B(h) && e(m);
	});
	var g = L(p, 2), _ = (e) => {
		var t = qg(), n = F(t);
		Ug(n, {
			label: "Points n",
			get value() {
				return B(a).n;
			},
			get limits() {
				return Xp.n;
			},
			whole: !0,
			onchange: (e) => d({ n: e })
		});
		var r = L(n, 2);
		Ug(r, {
			label: "Noise",
			get value() {
				return B(a).noise;
			},
			get limits() {
				return Xp.noise;
			},
			onchange: (e) => d({ noise: e })
		});
		var i = L(r, 2);
		Ug(i, {
			label: "x from",
			get value() {
				return B(a).low;
			},
			get limits() {
				return Xp.range;
			},
			onchange: (e) => d({ low: e })
		});
		var o = L(i, 2);
		Ug(o, {
			label: "x to",
			get value() {
				return B(a).high;
			},
			get limits() {
				return Xp.range;
			},
			onchange: (e) => d({ high: e })
		}), Ug(L(o, 2), {
			label: "Seed",
			get value() {
				return B(a).seed;
			},
			get limits() {
				return Xp.seed;
			},
			whole: !0,
			onchange: (e) => d({ seed: e })
		}), K(e, t);
	}, v = (e) => {
		var t = Xg(), r = F(t), a = I(r, !0), o = L(r, 2), s = I(o), c = L(o, 2), l = (e) => {
			var t = Jg(), r = F(t);
			Ug(r, {
				label: "Rows n",
				get value() {
					return B(i).n;
				},
				get limits() {
					return Xp.example;
				},
				whole: !0,
				onchange: (e) => void n().load({
					...B(i),
					n: e
				})
			}), Ug(L(r, 2), {
				label: "Seed",
				get value() {
					return B(i).seed;
				},
				get limits() {
					return Xp.seed;
				},
				whole: !0,
				onchange: (e) => void n().load({
					...B(i),
					seed: e
				})
			}), K(e, t);
		};
		J(c, (e) => {
			B(i) && e(l);
		});
		var u = L(c, 2), d = (e) => {
			var t = Yg(), r = I(t, !0);
			R(() => q(r, n().data.left_out)), K(e, t);
		};
		J(u, (e) => {
			n().data.left_out && e(d);
		}), R((e) => {
			q(a, n().data.source), q(s, `${e ?? ""} rows, ${n().data.names.length ?? ""} feature${n().data.names.length === 1 ? "" : "s"}`);
		}, [() => n().data.n.toLocaleString("en-US")]), K(e, t);
	};
	J(g, (e) => {
		B(a) ? e(_) : n().data && e(v, 1);
	}), T(f), R(() => X(f, "aria-busy", n().loading)), K(e, f), k();
}
Ci(["click"]), Q(), Z();
var $g = /* @__PURE__ */ W("<option> </option>"), e_ = /* @__PURE__ */ W("<div class=\"field svelte-1hswkl6\"><label class=\"svelte-1hswkl6\"> </label> <select></select></div>");
function t_(e, t) {
	let n = zi();
	O(t, !0);
	let r = ms(t, "value", 15);
	var i = e_(), a = P(i), o = I(a, !0), s = L(a, 2);
	Y(s, 21, () => t.choices, (e) => e.value, (e, t) => {
		var n = $g(), r = I(n, !0), i = {};
		R(() => {
			q(r, B(t).text), i !== (i = B(t).value) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), T(s), ho(s), T(i), R(() => {
		X(a, "for", n), q(o, t.label), X(s, "id", n);
	}), go(s, r), K(e, i), k();
}
Q(), Z(), bl(), Vl(), $p();
var n_ = /* @__PURE__ */ W("<input type=\"range\" aria-label=\"Penalty alpha, logarithmic\" class=\"svelte-1lkzr7h\"/>"), r_ = /* @__PURE__ */ W("<!> <!>", 1), i_ = /* @__PURE__ */ W("<div class=\"group svelte-1lkzr7h\"><h2 class=\"small\">Model</h2> <!> <!></div>");
function a_(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = Object.entries(yl).map(([e, { text: t }]) => ({
		value: e,
		text: t
	})), i = {
		alpha: "Penalty alpha",
		l1_ratio: "Share of L1",
		delta: "Delta",
		hidden: "Hidden units"
	}, a = .05, o = /* @__PURE__ */ A(() => yl[n().model].takes), s = /* @__PURE__ */ A(() => n().alpha > 0 ? Qp(Math.log10(n().alpha), [-3, 2]) : -3.05);
	function c(e) {
		n().alpha = e < -3 ? 0 : Number((10 ** e).toPrecision(2));
	}
	let l = (e) => n().runSettings()[e];
	function u(e, t) {
		e === "hidden" ? (n().hidden_units = t, n().start = null) : n()[e] = t;
	}
	var d = i_(), f = L(P(d), 2), p = () => n().model, m = (e) => void n().choose(e);
	t_(f, {
		label: "Train a",
		get choices() {
			return r;
		},
		get value() {
			return p();
		},
		set value(e) {
			m(e);
		}
	}), Y(L(f, 2), 16, () => B(o), (e) => e, (e, t) => {
		var r = r_(), o = F(r);
		{
			let e = /* @__PURE__ */ A(() => l(t)), n = /* @__PURE__ */ A(() => t === "hidden");
			Ug(o, {
				get label() {
					return i[t];
				},
				get value() {
					return B(e);
				},
				get limits() {
					return Xp[t];
				},
				get whole() {
					return B(n);
				},
				onchange: (e) => u(t, e)
			});
		}
		var d = L(o, 2), f = (e) => {
			var t = n_();
			bo(t), X(t, "min", -3.05), X(t, "max", 2), X(t, "step", a);
			let r;
			R((e) => {
				xo(t, B(s)), X(t, "aria-valuetext", e), r = co(t, "", r, { "--here": (B(s) - -3 + a) / 5.05 });
			}, [() => Al(n().alpha)]), U("input", t, (e) => c(Number(e.currentTarget.value))), K(e, t);
		};
		J(d, (e) => {
			t === "alpha" && e(f);
		}), K(e, r);
	}), T(d), K(e, d), k();
}
Ci(["input"]), Q(), Z(), Vl(), og(), $p();
var o_ = /* @__PURE__ */ W("<span class=\"mark advised svelte-1oblhsl\" aria-hidden=\"true\"></span>"), s_ = /* @__PURE__ */ W("<span class=\"svelte-1oblhsl\"><button class=\"button quiet advised svelte-1oblhsl\"> <i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i></button></span>"), c_ = /* @__PURE__ */ W("<div class=\"rate svelte-1oblhsl\"><!> <div class=\"track svelte-1oblhsl\"><input type=\"range\" step=\"0.005\" aria-label=\"Learning rate, logarithmic\" class=\"svelte-1oblhsl\"/> <span class=\"mark limit svelte-1oblhsl\" aria-hidden=\"true\"></span> <!></div> <div class=\"marks svelte-1oblhsl\"><!> <button class=\"button quiet limit svelte-1oblhsl\"><i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i> </button></div></div>");
function l_(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.lab.limit), r = /* @__PURE__ */ A(() => t.lab.diagnosis && B(n) < Infinity ? t.lab.diagnosis.advised : Infinity), i = /* @__PURE__ */ A(() => t.lab.isLine ? "" : t.lab.trained.limit?.at ?? ""), a = /* @__PURE__ */ M(null), o = /* @__PURE__ */ A(() => B(a) ?? Vh(B(n), t.lab.lr)), s = (e) => Math.min(1, Math.max(0, (Math.log10(e) - B(o)[0]) / (B(o)[1] - B(o)[0]))), c = (e) => t.lab.setRate(Number((10 ** e).toPrecision(3)));
	var l = c_(), u = P(l);
	Ug(u, {
		label: "Learning rate",
		short: "Rate",
		get value() {
			return t.lab.lr;
		},
		get limits() {
			return Xp.lr;
		},
		onchange: (e) => t.lab.setRate(e),
		wide: !0
	});
	var d = L(u, 2);
	let f;
	var p = P(d);
	bo(p);
	var m = L(p, 4), h = (e) => {
		K(e, o_());
	};
	J(m, (e) => {
		t.lab.isLine && e(h);
	}), T(d);
	var g = L(d, 2);
	let _;
	var v = P(g), y = (e) => {
		var n = s_(), i = P(n), a = P(i);
		Re(), T(i), T(n), R((e, t) => {
			i.disabled = e, q(a, `advised ${t ?? ""}`);
		}, [() => !Number.isFinite(B(r)), () => ig(B(r))]), U("click", i, () => t.lab.setRate(B(r))), K(e, n);
	};
	J(v, (e) => {
		t.lab.isLine && e(y);
	});
	var b = L(v, 2), x = L(P(b));
	T(b), T(g), T(l), R((e, t, n, r, a, s, c, l) => {
		f = co(d, "", f, {
			"--here": e,
			"--limit": t,
			"--advised": n
		}), X(p, "min", B(o)[0]), X(p, "max", B(o)[1]), xo(p, r), X(p, "aria-valuetext", a), _ = co(g, "", _, { "--here": s }), b.disabled = c, q(x, `limit ${l ?? ""} ${B(i) ?? ""}`);
	}, [
		() => s(t.lab.lr),
		() => s(B(n)),
		() => s(B(r)),
		() => Math.log10(t.lab.lr),
		() => Al(t.lab.lr),
		() => s(B(r)),
		() => !Number.isFinite(B(n)),
		() => ig(B(n))
	]), U("pointerdown", p, () => N(a, B(o), !0)), U("pointerup", p, () => N(a, null)), Si("pointercancel", p, () => N(a, null)), U("input", p, (e) => c(Number(e.currentTarget.value))), U("click", b, () => t.lab.setRate(Hh(B(n), 4))), K(e, l), k();
}
Ci([
	"pointerdown",
	"pointerup",
	"input",
	"click"
]), Q(), Z();
var u_ = /* @__PURE__ */ W("<label class=\"svelte-8ton1m\"><span> </span> <input type=\"checkbox\" role=\"switch\" class=\"svelte-8ton1m\"/></label>");
function d_(e, t) {
	O(t, !0);
	let n = ms(t, "checked", 15);
	var r = u_(), i = P(r), a = I(i, !0), o = L(i, 2);
	bo(o), T(r), R(() => q(a, t.label)), Ho(o, n), K(e, r), k();
}
Q(), Z(), bl(), $p();
var f_ = /* @__PURE__ */ W("<div class=\"group svelte-37zj21\"><h2 class=\"small\">Run</h2> <!> <!> <!> <!> <!></div>");
function p_(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = [
		{
			value: "gd",
			text: "gradient descent"
		},
		{
			value: "momentum",
			text: "momentum 0.9"
		},
		{
			value: "nesterov",
			text: "Nesterov 0.9"
		}
	], i = [
		{
			value: "mse",
			text: "MSE, 1/n"
		},
		{
			value: "half-mse",
			text: "half MSE, 1/2n"
		},
		{
			value: "sse",
			text: "SSE, 1"
		},
		{
			value: "half-sse",
			text: "half SSE, ½"
		}
	];
	var a = f_(), o = L(P(a), 2), s = (e) => {
		Ug(e, {
			label: "Epochs",
			get value() {
				return n().epochs;
			},
			get limits() {
				return Xp.epochs;
			},
			whole: !0,
			onchange: (e) => n().setEpochs(e)
		});
	}, c = /* @__PURE__ */ A(() => n().shows("epochs"));
	J(o, (e) => {
		B(c) && e(s);
	});
	var l = L(o, 2), u = (e) => {
		t_(e, {
			label: "Rule",
			get choices() {
				return r;
			},
			get value() {
				return n().rule;
			},
			set value(e) {
				n().rule = e;
			}
		});
	}, d = /* @__PURE__ */ A(() => n().shows("rule"));
	J(l, (e) => {
		B(d) && e(u);
	});
	var f = L(l, 2), p = (e) => {
		t_(e, {
			label: "Loss",
			get choices() {
				return i;
			},
			get value() {
				return n().loss;
			},
			set value(e) {
				n().loss = e;
			}
		});
	}, m = /* @__PURE__ */ A(() => n().shows("loss") && yl[n().model].squared);
	J(f, (e) => {
		B(m) && e(p);
	});
	var h = L(f, 2), g = (e) => {
		d_(e, {
			label: "Standardize columns",
			get checked() {
				return n().standardize;
			},
			set checked(e) {
				n().standardize = e;
			}
		});
	}, _ = /* @__PURE__ */ A(() => n().shows("standardize"));
	J(h, (e) => {
		B(_) && e(g);
	});
	var v = L(h, 2), y = (e) => {
		{
			let t = /* @__PURE__ */ A(() => n().isLine ? "Show the closed form" : "Show the lowest loss");
			d_(e, {
				get label() {
					return B(t);
				},
				get checked() {
					return n().closedForm;
				},
				set checked(e) {
					n().closedForm = e;
				}
			});
		}
	}, b = /* @__PURE__ */ A(() => n().shows("closed"));
	J(v, (e) => {
		B(b) && e(y);
	}), T(a), K(e, a), k();
}
Q(), Z();
var m_ = /* @__PURE__ */ G("<path d=\"M4 3h3v10H4zM9 3h3v10H9z\"></path>"), h_ = /* @__PURE__ */ G("<path d=\"M4 2.5l9 5.5-9 5.5z\"></path>"), g_ = /* @__PURE__ */ W("<div class=\"transport svelte-1liph9f\"><div class=\"epoch svelte-1liph9f\"><!></div> <input type=\"range\" min=\"0\" step=\"1\" aria-label=\"Epoch slider\" class=\"svelte-1liph9f\"/> <div class=\"buttons svelte-1liph9f\"><button class=\"button icon rewind svelte-1liph9f\" aria-label=\"Back to epoch 0 (R)\" title=\"Back to epoch 0 (R)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M3 3v10M13 3L6 8l7 5z\"></path></svg></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch back (←)\" title=\"One epoch back (←)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M11 3L4 8l7 5z\"></path></svg></button> <button class=\"button main play svelte-1liph9f\" title=\"Space\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><!></svg> <span class=\"svelte-1liph9f\"> </span></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch forward (→)\" title=\"One epoch forward (→)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M5 3l7 5-7 5z\"></path></svg></button></div></div>");
function __(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7);
	var r = g_(), i = P(r), a = P(i);
	{
		let e = /* @__PURE__ */ A(() => [0, n().epochs]);
		Ug(a, {
			label: "Epoch",
			short: "-",
			get value() {
				return n().epoch;
			},
			get limits() {
				return B(e);
			},
			whole: !0,
			wide: !0,
			onchange: (e) => {
				n().playing = !1, n().jump(e);
			}
		});
	}
	T(i);
	var o = L(i, 2);
	bo(o);
	let s;
	var c = L(o, 2), l = P(c), u = L(l, 2), d = L(u, 2), f = P(d), p = P(f), m = (e) => {
		K(e, m_());
	}, h = (e) => {
		K(e, h_());
	};
	J(p, (e) => {
		n().playing ? e(m) : e(h, -1);
	}), T(f);
	var g = I(L(f, 2), !0);
	T(d);
	var _ = L(d, 2);
	T(c), T(r), R(() => {
		X(o, "max", n().epochs), xo(o, n().epoch), X(o, "aria-valuetext", `epoch ${n().epoch ?? ""} of ${n().epochs ?? ""}`), s = co(o, "", s, { "--here": n().epochs ? n().epoch / n().epochs : 0 }), X(u, "aria-disabled", n().epoch === 0), q(g, n().playing ? "Pause" : "Play"), X(_, "aria-disabled", n().epoch >= n().epochs);
	}), U("input", o, (e) => {
		n().playing = !1, n().jump(Number(e.currentTarget.value));
	}), U("click", l, () => n().rewind()), U("click", u, () => n().step(-1)), U("click", d, () => n().togglePlay()), U("click", _, () => n().step(1)), K(e, r), k();
}
Ci(["input", "click"]);
// src/keys.ts
var v_ = "input, textarea, select, [contenteditable], [role=\"slider\"], [role=\"tab\"], dialog, #beside-the-lab, [role=\"application\"]";
function y_(e, t) {
	let n = e.target instanceof Element ? e.target : null;
	if (e.ctrlKey || e.metaKey || e.altKey || n?.closest(v_) || !t.shows("play") || e.key === " " && n?.closest("button, a, summary")) return;
	let r = b_(e.key, t);
	r && (e.preventDefault(), r());
}
function b_(e, t) {
	switch (e) {
		case " ": return () => t.togglePlay();
		case "ArrowLeft": return () => t.step(-1);
		case "ArrowRight": return () => t.step(1);
		case "r":
		case "R": return () => t.rewind();
		default: return null;
	}
}
// src/theme.svelte.ts
Z();
var x_ = "downslope-theme", S_ = class {
	#e = /* @__PURE__ */ M(Fn(C_()));
	get chosen() {
		return B(this.#e);
	}
	set chosen(e) {
		N(this.#e, e, !0);
	}
	toggle() {
		let e = matchMedia("(prefers-color-scheme: dark)").matches, t = this.chosen ? this.chosen === "dark" : e;
		this.chosen = t ? "light" : "dark";
		try {
			localStorage.setItem(x_, this.chosen);
		} catch {}
	}
};
function C_() {
	try {
		let e = localStorage.getItem(x_);
		return e === "light" || e === "dark" ? e : void 0;
	} catch {
		return;
	}
}
var w_ = new S_();
Q(), Z();
var T_ = /* @__PURE__ */ W("<span class=\"version svelte-3e27gw\"> </span>"), E_ = /* @__PURE__ */ W("<header class=\"svelte-3e27gw\"><div class=\"name svelte-3e27gw\"><h1 class=\"svelte-3e27gw\">Downslope <em class=\"svelte-3e27gw\">lab</em></h1> <p class=\"lede\">Linear regression with its training loop in the open: <span class=\"formula svelte-3e27gw\">w ← w − lr · ∇L(w)</span></p></div> <!> <div class=\"side svelte-3e27gw\"><!> <button class=\"button quiet theme svelte-3e27gw\" aria-label=\"Light or dark theme\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-3e27gw\"><circle cx=\"8\" cy=\"8\" r=\"6.2\"></circle><path d=\"M8 1.8a6.2 6.2 0 0 1 0 12.4z\" class=\"svelte-3e27gw\"></path></svg></button></div></header>");
function D_(e, t) {
	O(t, !0);
	var n = E_(), r = L(P(n), 2);
	Na(r, () => t.children ?? b);
	var i = L(r, 2), a = P(i), o = (e) => {
		var n = T_(), r = I(n, !0);
		R(() => q(r, t.lab.version)), K(e, n);
	};
	J(a, (e) => {
		t.lab.version && e(o);
	});
	var s = L(a, 2);
	T(i), T(n), U("click", s, () => w_.toggle()), K(e, n), k();
}
Ci(["click"]), Q(), Z(), Os();
var O_ = /* @__PURE__ */ W("<p class=\"bad svelte-hjwx1i\">The server has stopped. The charts still work; everything else waits until <code>downslope lab</code> runs again.</p>"), k_ = /* @__PURE__ */ W("<p class=\"bad svelte-hjwx1i\"> <button class=\"button quiet\">Dismiss</button></p>"), A_ = /* @__PURE__ */ W("<p> </p>"), j_ = /* @__PURE__ */ W("<div class=\"svelte-hjwx1i\"><!> <!> <button class=\"button quiet\">Dismiss</button></div>"), M_ = /* @__PURE__ */ W("<div class=\"notices svelte-hjwx1i\" role=\"status\"><!> <!> <!></div>");
function N_(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = (e) => e.scrollIntoView({ block: "nearest" });
	var i = M_(), a = P(i), o = (e) => {
		K(e, O_());
	};
	J(a, (e) => {
		Ds.stopped && e(o);
	});
	var s = L(a, 2), c = (e) => {
		var t = k_(), i = P(t), a = L(i);
		T(t), qa(t, () => r), R(() => q(i, `${n().error ?? ""} `)), U("click", a, () => n().error = ""), K(e, t);
	};
	J(s, (e) => {
		n().error && e(c);
	});
	var l = L(s, 2), u = (e) => {
		var t = j_(), i = P(t);
		Y(i, 17, () => n().notices.slice(0, 5), ya, (e, t) => {
			var n = A_(), r = I(n, !0);
			R(() => q(r, B(t))), K(e, n);
		});
		var a = L(i, 2), o = (e) => {
			var t = A_(), r = I(t);
			R(() => q(r, `${n().notices.length - 5} more values in the link were changed.`)), K(e, t);
		};
		J(a, (e) => {
			n().notices.length > 5 && e(o);
		});
		var s = L(a, 2);
		T(t), qa(t, () => r), U("click", s, () => n().notices = []), K(e, t);
	};
	J(l, (e) => {
		n().notices.length && e(u);
	}), T(i), K(e, i), k();
}
Ci(["click"]), lt(), ot(), Q(), Z();
var P_ = /* @__PURE__ */ W("<section aria-label=\"Predict first\" class=\"svelte-1d1fmlk\"><h2>Predict first.</h2> <p class=\"svelte-1d1fmlk\">The question beside the lab is about this run. Its result appears here once you have made a\n    prediction or skipped it.</p></section>");
function F_(e) {
	K(e, P_());
}
Q(), Z(), Og(), Vl(), Cg(), oc();
var I_ = /* @__PURE__ */ W("<p class=\"formula svelte-4tb71s\"> </p>"), L_ = /* @__PURE__ */ W("<section class=\"svelte-4tb71s\"><header><h2>One epoch, five steps</h2> <p class=\"lede\"> </p></header> <ol class=\"svelte-4tb71s\"><li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Initialize</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Predict</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"><!></p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Loss</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Gradient</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Update</h3> <p class=\"formula svelte-4tb71s\"> </p> <!> <p class=\"numbers svelte-4tb71s\"> </p></li></ol></section>");
function R_(e, t) {
	O(t, !0);
	let n = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	}, r = {
		logistic: "p₁",
		softmax: "p₁ of the class seen",
		poisson: "μ₁"
	}, i = /* @__PURE__ */ A(() => Math.min(t.lab.epoch, t.lab.run?.epochs ?? 0)), a = /* @__PURE__ */ A(() => t.lab.run ? Eg(t.lab.run, B(i)) : null), o = /* @__PURE__ */ A(() => t.lab.isLine ? t.lab.problem && Qs(t.lab.problem) : t.lab.trained.model), s = /* @__PURE__ */ A(() => B(o) && B(a)?.length === B(o).size ? Sg(B(o), B(a)) : null), c = /* @__PURE__ */ A(() => t.lab.trained.formulas ?? {
		predict: "ŷ = X w + b",
		loss: n[t.lab.loss][0],
		gradient: n[t.lab.loss][1],
		after: ""
	}), l = /* @__PURE__ */ A(() => t.lab.run && B(i) < t.lab.run.epochs ? Eg(t.lab.run, B(i) + 1) : null), u = /* @__PURE__ */ A(() => t.lab.weightNames.map((e) => e === "intercept" ? "b" : t.lab.startMoves ? e.length > 6 ? `${e.slice(0, 5)}…` : `w_${e}` : e)), d = /* @__PURE__ */ A(() => {
		let e = B(u).length - 1;
		return B(u).length <= 3 ? B(u).map((e, t) => t) : [
			0,
			1,
			e
		];
	}), f = /* @__PURE__ */ A(() => B(u).length > 3 ? " …" : ""), p = /* @__PURE__ */ A(() => {
		let { data: e, weights: n } = t.lab;
		if (!e || !n || !B(o)) return null;
		let r = e.columns.map((e) => e[0]);
		if (!t.lab.isLine) {
			let i = t.lab.predict(r.map((e) => [e]), n), a = B(o).outputs > 1 ? B(o).target.subarray(0, B(o).outputs) : [t.lab.heights(e.y)[0]], s = B(o).outputs > 1 ? a.indexOf(1) : 0;
			return {
				prediction: i[s],
				y: a[s],
				sum: ""
			};
		}
		let i = r.reduce((e, t, r) => e + t * n[r], n[r.length]), a = r.slice(0, 2).map((e, t) => `${$(n[t])}·${$(e, 3)}`), s = r.length > 2 ? " + …" : "";
		return {
			prediction: i,
			y: e.y[0],
			sum: `${a.join(" + ")}${s} + ${$(n[r.length])}`.replaceAll("+ −", "− ")
		};
	}), m = (e) => B(d).map((t) => `${B(u)[t]} ${$(e[t])}`).join(", ") + B(f);
	var h = Ri(), g = F(h), _ = (e) => {
		var n = L_(), a = P(n), o = I(L(P(a), 2));
		T(a);
		var u = L(a, 2), d = P(u), f = L(P(d), 2), h = I(f), g = I(L(f, 2), !0);
		T(d);
		var _ = L(d, 2), v = L(P(_), 2), y = I(v, !0), b = L(v, 2), x = P(b), S = (e) => {
			var t = Li();
			R((e) => q(t, `ŷ₁ = ${B(p).sum ?? ""} = ${e ?? ""}`), [() => $(B(p).prediction)]), K(e, t);
		}, C = (e) => {
			var n = Li();
			R((e) => q(n, `${r[t.lab.model] ?? "ŷ₁" ?? ""} = ${e ?? ""}`), [() => $(B(p).prediction)]), K(e, n);
		};
		J(x, (e) => {
			B(p).sum ? e(S) : e(C, -1);
		}), T(b), T(_);
		var w = L(_, 2), ee = L(P(w), 2), te = I(ee), ne = I(L(ee, 2));
		T(w);
		var re = L(w, 2), ie = L(P(re), 2), ae = I(ie), oe = I(L(ie, 2), !0);
		T(re);
		var se = L(re, 2), ce = L(P(se), 2), le = I(ce, !0), ue = L(ce, 2), de = (e) => {
			var t = I_(), n = I(t, !0);
			R(() => q(n, B(c).after)), K(e, t);
		};
		J(ue, (e) => {
			B(c).after && e(de);
		});
		var fe = I(L(ue, 2), !0);
		T(se), T(u), T(n), R((e, r, a, s, l, u) => {
			X(n, "aria-label", `The five steps at epoch ${B(i) ?? ""}`), q(o, `Epoch ${B(i) ?? ""} of ${t.lab.epochs ?? ""}, with its numbers${t.lab.standardize ? ". The loop runs on standardized columns" : ""}.`), q(h, `w₀ = ${t.lab.start ? "your start" : "the first guess"}`), q(g, e), q(y, B(c).predict), q(te, `L = ${B(c).loss ?? ""}`), q(ne, `first residual ${r ?? ""}; L = ${a ?? ""}`), q(ae, `g = ${B(c).gradient ?? ""}`), q(oe, s), q(le, l), q(fe, u);
		}, [
			() => m(t.lab.startWeights),
			() => $(B(p).prediction - B(p).y),
			() => $(t.lab.currentLoss),
			() => m(B(s)),
			() => t.lab.rule === "gd" ? `w ← w − ${Al(t.lab.lr)}·g` : t.lab.rule === "momentum" ? `v ← 0.9 v + g, w ← w − ${Al(t.lab.lr)}·v` : `v ← 0.9 v + g, w ← w − ${Al(t.lab.lr)}·(g + 0.9 v)`,
			() => B(l) ? m(B(l)) : "the run ends here"
		]), K(e, n);
	};
	J(g, (e) => {
		B(a) && B(s) && B(p) && t.lab.weights && e(_);
	}), K(e, h), k();
}
Q(), Z();
var z_ = /* @__PURE__ */ W("<button> </button>"), B_ = /* @__PURE__ */ W("<nav aria-label=\"Beside the lab\" class=\"svelte-pal2eo\"></nav>");
function V_(e, t) {
	O(t, !0);
	var n = Ri(), r = F(n), i = (e) => {
		var n = B_();
		Y(n, 21, () => t.panels.tabs, (e) => e.id, (e, n) => {
			let r = /* @__PURE__ */ A(() => t.panels.open && t.panels.tab === B(n).id);
			var i = z_();
			let a;
			var o = I(i, !0);
			R(() => {
				a = ao(i, 1, "button svelte-pal2eo", null, a, { shown: B(r) }), X(i, "aria-expanded", B(r)), X(i, "aria-controls", B(r) ? "beside-the-lab" : void 0), q(o, B(n).text);
			}), U("click", i, (e) => B(r) ? t.panels.close() : t.panels.show(B(n).id, e.currentTarget)), K(e, i);
		}), T(n), K(e, n);
	};
	J(r, (e) => {
		t.panels.tabs.length && e(i);
	}), K(e, n), k();
}
Ci(["click"]), Z(), um();
var H_ = class {
	lab;
	#e = /* @__PURE__ */ M(!1);
	get active() {
		return B(this.#e);
	}
	set active(e) {
		N(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ M(-1);
	get chosen() {
		return B(this.#t);
	}
	set chosen(e) {
		N(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ M(null);
	get frame() {
		return B(this.#n);
	}
	set frame(e) {
		N(this.#n, e);
	}
	#r = /* @__PURE__ */ M([]);
	get before() {
		return B(this.#r);
	}
	set before(e) {
		N(this.#r, e);
	}
	held = null;
	constructor(e) {
		this.lab = e;
	}
	#i = /* @__PURE__ */ A(() => this.lab.data ? em(this.lab.data) : null);
	get points() {
		return B(this.#i);
	}
	set points(e) {
		N(this.#i, e);
	}
	#a = /* @__PURE__ */ A(() => this.active && this.points?.names.length === 1);
	get onChart() {
		return B(this.#a);
	}
	set onChart(e) {
		N(this.#a, e);
	}
	#o = /* @__PURE__ */ A(() => this.before.length > 0 && this.lab.descriptor.kind === "points");
	get canUndo() {
		return B(this.#o);
	}
	set canUndo(e) {
		N(this.#o, e);
	}
	start() {
		this.points && (this.active = !0);
	}
	stop() {
		this.active = !1, this.chosen = -1;
	}
	add(e) {
		if (!this.points) return;
		let t = tm(this.points, e);
		this.change(t) && (this.chosen = t.y.length - 1);
	}
	move(e, t, n = !1) {
		this.points && (n && this.held === null && (this.held = this.points), this.chosen = e, this.change(nm(this.points, e, t), !n));
	}
	drop() {
		this.held && this.remember(this.held), this.held = null, this.frame = null;
	}
	set(e, t, n) {
		this.points && this.change(rm(this.points, e, t, n));
	}
	remove(e) {
		if (!this.points) return;
		let t = im(this.points, e);
		this.change(t) && (this.chosen = Math.min(e, t.y.length - 1));
	}
	undo() {
		let e = this.before.at(-1);
		e && (this.before = this.before.slice(0, -1), this.chosen = -1, this.show(e));
	}
	change(e, t = !0) {
		return !this.points || e === this.points ? !1 : (t && this.remember(this.points), this.show(e), !0);
	}
	remember(e) {
		this.before = [...this.before.slice(-99), e];
	}
	show(e) {
		this.lab.take(e, am(e));
	}
};
// src/progress.svelte.ts
function U_() {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}
function W_(e) {
	if (e.length > X_) throw new Z_("it is larger than 4 MB");
	let t;
	try {
		t = JSON.parse(e);
	} catch {
		throw new Z_("it is not JSON");
	}
	if (!ev(t) || t.format !== J_) throw new Z_("it is not marked as Downslope progress");
	if (!Number.isInteger(t.version) || t.version < 1) throw new Z_("it has no version");
	if (t.version > Y_) throw new Z_(`it was written by a newer Downslope, version ${String(t.version)}`);
	if (!ev(t.records)) throw new Z_("it has no records");
	return Object.fromEntries(Object.entries(t.records).map(([e, t]) => [e, G_(e, t)]));
}
function G_(e, t) {
	if (!(e !== "__proto__" && ev(t) && Object.entries(t).every(([e, t]) => e !== "__proto__" && ev(t) && typeof t.at == "string"))) throw new Z_(`“${e.slice(0, 40)}” does not hold records`);
	return t;
}
var K_, q_, J_, Y_, X_, Z_, Q_, $_, ev, tv, nv = t((() => {
	Z(), K_ = "downslope.progress", q_ = "downslope.progress.aside", J_ = "downslope-progress", Y_ = 1, X_ = 4 * 2 ** 20, Z_ = class extends Error {}, Q_ = class {
		store;
		#e = /* @__PURE__ */ M("");
		get notice() {
			return B(this.#e);
		}
		set notice(e) {
			N(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ M({});
		get records() {
			return B(this.#t);
		}
		set records(e) {
			N(this.#t, e);
		}
		inMemory = !1;
		constructor(e) {
			this.store = e, this.refresh();
		}
		get(e, t) {
			return tv(tv(this.records, e) ?? {}, t) ?? null;
		}
		all(e) {
			return tv(this.records, e) ?? {};
		}
		get count() {
			return Object.values(this.records).reduce((e, t) => e + Object.keys(t).length, 0);
		}
		record(e, t, n) {
			this.refresh();
			let r = this.all(e), i = (/* @__PURE__ */ new Date()).toISOString();
			this.keep({
				...this.records,
				[e]: {
					...r,
					[t]: {
						...tv(r, t),
						...n,
						at: i
					}
				}
			});
		}
		forget(e, t) {
			this.refresh();
			let { [t]: n, ...r } = this.all(e);
			this.keep({
				...this.records,
				[e]: r
			});
		}
		reset() {
			this.notice = "", this.keep({});
		}
		export() {
			return $_(this.records);
		}
		import(e) {
			let t = W_(e);
			this.refresh();
			let n = { ...this.records }, r = 0;
			for (let [e, i] of Object.entries(t)) {
				let t = { ...tv(n, e) };
				for (let [e, n] of Object.entries(i)) {
					let i = tv(t, e), a = !i || n.at > i.at;
					t[e] = a ? {
						...i,
						...n
					} : {
						...n,
						...i
					}, (a || Object.keys(t[e]).length > Object.keys(i).length) && (r += 1);
				}
				n[e] = t;
			}
			return this.keep(n), r;
		}
		refresh() {
			if (this.inMemory) return;
			let e;
			try {
				e = this.store?.getItem("downslope.progress") ?? null;
			} catch {
				return this.lasts();
			}
			if (this.store === null) return this.lasts();
			if (e !== null) try {
				this.records = W_(e);
			} catch (t) {
				this.putAside(e, t instanceof Error ? t.message : String(t));
			}
		}
		putAside(e, t) {
			this.records = {};
			try {
				let n = (this.store?.getItem("downslope.progress.aside") ?? e) === e ? q_ : `${q_}.${Date.now()}`;
				this.store?.setItem(n, e), this.store?.removeItem(K_), this.notice = `The progress kept in this browser could not be read (${t}). It was moved to “${n}”, and a new record was started.`;
			} catch {
				this.lasts();
			}
		}
		keep(e) {
			if (this.records = e, !this.inMemory) try {
				this.store?.setItem(K_, $_(e));
			} catch {
				this.lasts();
			}
		}
		lasts() {
			this.inMemory = !0, this.notice = "This browser does not store data for this page, so your progress lasts until you leave. Export it to keep it.";
		}
	}, $_ = (e) => JSON.stringify({
		format: J_,
		version: Y_,
		records: e
	}, null, 1), ev = (e) => typeof e == "object" && !!e && !Array.isArray(e), tv = (e, t) => Object.hasOwn(e, t) ? e[t] : void 0;
})), rv, iv, av, ov, sv, cv, lv, uv, dv = t((() => {
	Gs(), rv = () => Vs("lesson"), iv = (e, t) => Hs("experiment", {
		id: e,
		prediction: t
	}), av = (e, t) => Hs("prompt", {
		id: e,
		answer: t
	}), ov = () => Vs("quiz"), sv = (e, t) => Hs("quiz/pose", t === void 0 ? { id: e } : {
		id: e,
		seed: t
	}), cv = (e, t, n, r) => Hs("quiz/grade", {
		id: e,
		seed: t,
		answer: n,
		attempt: r
	}), lv = (e, t, n) => Hs("quiz/hint", {
		id: e,
		seed: t,
		step: n
	}), uv = (e, t) => Hs("open", {
		target: e,
		text: t
	});
}));
// src/panels/learn/setups.ts
function fv(e) {
	let [t, n, ...r] = e.trim().split(/[\s=]+/);
	if (t !== "downslope") return null;
	if (n === "lab" && r.length === 0) return yv;
	if (n === "demo") return mv(yv, r);
	if (!xv.includes(n ?? "")) return null;
	let i = r.shift() ?? "";
	if (i === "--case") return mv({
		verb: "compare",
		case: r.shift(),
		epochs: Zp.epochs
	}, r);
	if (!/^[a-z][\w-]*$/.test(i)) return null;
	let { epochs: a } = Zp;
	return Cv(i) ? mv({
		verb: "model",
		points: i,
		n: 100,
		seed: 0,
		standardize: !1,
		epochs: a
	}, r) : mv({
		verb: "data",
		dataset: i,
		epochs: a
	}, r);
}
function pv(e) {
	let t = gl(Ev(e));
	for (let n of yl[Ev(e)].takes) t[n] = e[n] ?? t[n];
	return t;
}
function mv(e, t) {
	let n = { ...e };
	for (; t.length > 0;) {
		let e = t.shift() ?? "", r = Tv[e] ?? bv.find((t) => e === `--${t}`);
		if (e === "--standardize") n.standardize = !0;
		else if (e === "--rule") {
			let e = t.shift() ?? "";
			if (!Dv(e)) return null;
			n.rule = e;
		} else if (e === "--model") {
			let e = t.shift() ?? "";
			if (!wv(e)) return null;
			n.model = e;
		} else if (Sv.includes(e)) t.shift();
		else if (r) {
			let e = Number(t.shift()?.split(",")[0]);
			if (!Number.isFinite(e)) return null;
			n[r] = e;
		} else return null;
	}
	return n;
}
function hv(e, t) {
	let { descriptor: n } = t;
	return n.kind === "case" ? e.verb === "compare" && e.case === n.case : n.kind === "example" || e.verb === "model" ? gv(e, t) : n.kind === "dataset" ? n.name === (e.dataset ?? e.case) : n.kind !== "lesson" || e.verb !== "train" || !kv(e) || (e.rule ?? "gd") !== "gd" && e.rule !== t.rule ? !1 : [
		"n",
		"seed",
		"low",
		"high"
	].every((t) => e[t] === n[t]) && e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
}
function gv(e, t) {
	let { descriptor: n } = t;
	if (n.kind !== "example" || e.verb !== "model" || !kv(e)) return !1;
	let r = e.points === n.points && e.n === n.n && e.seed === n.seed, i = t.runSettings(), a = pv(e), o = yl[t.model].takes.every((e) => i[e] === a[e]), s = e.lr === t.lr && (e.standardize ?? !1) === t.standardize;
	return r && Ev(e) === t.model && o && s && (e.rule ?? "gd") === t.rule;
}
async function _v(e, t) {
	let n = kv(t) ? vv(t) : null;
	if (n === null || !await e.load(n)) return !1;
	await e.recall({
		...e.runSettings(),
		model: Ev(t),
		...pv(t),
		rule: t.rule ?? "gd",
		loss: "mse",
		start: null,
		standardize: t.standardize ?? !1,
		lr: t.lr ?? e.lr,
		epochs: Math.min(t.epochs, Xp.epochs[1])
	}), t.lr === void 0 && e.takeUsualRate();
	let r = typeof matchMedia == "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
	return e.rewind(), r ? e.jump(e.epochs) : e.togglePlay(), !0;
}
function vv(e) {
	if (e.points) return {
		kind: "example",
		points: e.points,
		n: e.n ?? 100,
		seed: e.seed ?? 0
	};
	if (e.dataset) return {
		kind: "dataset",
		name: e.dataset
	};
	if (e.verb !== "compare") return Av(e);
	let t = Kp.find((t) => t === e.case);
	return t ? {
		kind: "case",
		case: t
	} : null;
}
var yv, bv, xv, Sv, Cv, wv, Tv, Ev, Dv, Ov, kv, Av, jv = t((() => {
	Yp(), bl(), Jm(), $p(), yv = {
		verb: "train",
		lr: Zp.lr,
		epochs: Zp.epochs,
		n: qp.n,
		noise: qp.noise,
		seed: qp.seed,
		low: qp.low,
		high: qp.high,
		standardize: !1
	}, bv = [
		"lr",
		"epochs",
		"n",
		"noise",
		"seed"
	], xv = [
		"fit",
		"train",
		"sweep",
		"diagnose",
		"compare"
	], Sv = ["--every", "--loss"], Cv = (e) => Object.hasOwn(Jp, e), wv = (e) => Object.hasOwn(yl, e), Tv = {
		"--alpha": "alpha",
		"--l1-ratio": "l1_ratio",
		"--delta": "delta",
		"--hidden": "hidden"
	}, Ev = (e) => e.model || "least-squares", Dv = (e) => Object.hasOwn(qm, e), Ov = (e, t) => e.verb === t.verb && (e.case ?? "") === (t.case ?? "") && e.dataset === t.dataset && e.points === t.points && Ev(e) === Ev(t) && yl[Ev(e)].takes.every((n) => pv(e)[n] === pv(t)[n]) && (e.verb !== "train" && e.verb !== "model" || [
		...bv,
		"low",
		"high",
		"standardize"
	].every((n) => e[n] === t[n]) && (e.rule ?? "gd") === (t.rule ?? "gd") && (e.batch_size ?? 0) === (t.batch_size ?? 0)), kv = (e) => e.verb !== "split" && !e.batch_size && (e.start_scale ?? 1) === 1 && wv(Ev(e)) && Dv(e.rule ?? "gd") && (!e.points || Cv(e.points)), Av = (e) => ({
		kind: "lesson",
		n: e.n ?? qp.n,
		noise: e.noise ?? qp.noise,
		seed: e.seed ?? qp.seed,
		low: e.low ?? qp.low,
		high: e.high ?? qp.high
	});
}));
nv(), Z(), Gs(), dv(), jv();
var Mv = class {
	lab;
	progress;
	#e = /* @__PURE__ */ M(null);
	get lesson() {
		return B(this.#e);
	}
	set lesson(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M(null);
	get quiz() {
		return B(this.#t);
	}
	set quiz(e) {
		N(this.#t, e);
	}
	#n = /* @__PURE__ */ M("");
	get error() {
		return B(this.#n);
	}
	set error(e) {
		N(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ M("lesson");
	get view() {
		return B(this.#r);
	}
	set view(e) {
		N(this.#r, e, !0);
	}
	#i = /* @__PURE__ */ M(null);
	get sectionId() {
		return B(this.#i);
	}
	set sectionId(e) {
		N(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ M(null);
	get itemId() {
		return B(this.#a);
	}
	set itemId(e) {
		N(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ M(null);
	get topic() {
		return B(this.#o);
	}
	set topic(e) {
		N(this.#o, e, !0);
	}
	constructor(e, t, n = null) {
		this.lab = e, this.progress = t, this.sectionId = n;
	}
	#s = /* @__PURE__ */ A(() => this.lesson?.sections.find((e) => e.id === this.sectionId) ?? null);
	get section() {
		return B(this.#s);
	}
	set section(e) {
		N(this.#s, e);
	}
	async load() {
		this.error = "";
		try {
			this.lesson ??= await rv();
		} catch (e) {
			this.error = Fs(e);
		}
	}
	async loadQuiz() {
		this.error = "";
		try {
			this.quiz ??= (await ov()).items;
		} catch (e) {
			this.error = Fs(e);
		}
	}
	go(e) {
		this.view = "lesson", this.sectionId = e;
	}
	isRead(e) {
		return this.progress.get("section", e) !== null;
	}
	markRead(e, t = !0) {
		t ? this.progress.record("section", e, { read: !0 }) : this.progress.forget("section", e);
	}
	#c = /* @__PURE__ */ A(() => this.lesson?.sections.flatMap((e) => e.experiments) ?? []);
	get experiments() {
		return B(this.#c);
	}
	set experiments(e) {
		N(this.#c, e);
	}
	promptsOf(e) {
		let t = this.lesson?.prompts ?? [];
		return e.prompts.flatMap((e) => t.find((t) => t.id === e) ?? []);
	}
	isDone(e) {
		return typeof this.progress.get("prediction", e)?.status == "string";
	}
	isLocked(e, t) {
		return t.experiments.some((t) => !this.isDone(t.id) && Ov(t.setup, e));
	}
	#l = /* @__PURE__ */ A(() => (this.view === "lesson" ? this.section?.experiments ?? [] : []).some((e) => !this.isDone(e.id) && hv(e.setup, this.lab)));
	get asks() {
		return B(this.#l);
	}
	set asks(e) {
		N(this.#l, e);
	}
	#u = /* @__PURE__ */ A(() => (this.lesson?.sections ?? []).find((e) => !this.isRead(e.id)) ?? null);
	get next() {
		return B(this.#u);
	}
	set next(e) {
		N(this.#u, e);
	}
	titleOf(e) {
		return this.lesson?.sections.find((t) => t.id === e)?.title ?? e.replaceAll("-", " ").replace(/^./, (e) => e.toUpperCase());
	}
	isRight(e) {
		return this.progress.get("quiz", e)?.correct === !0;
	}
	nextItem(e) {
		let t = (this.quiz ?? []).filter((e) => this.topic === null || e.topic === this.topic), n = t.findIndex((t) => t.id === e) + 1;
		return [...t.slice(n), ...t.slice(0, n)].find((t) => t.id !== e && !this.isRight(t.id)) ?? null;
	}
};
Z(), Cs();
var Nv = [
	{
		id: "learn",
		text: "Learn"
	},
	{
		id: "data",
		text: "Your data"
	},
	{
		id: "share",
		text: "Share"
	}
], Pv = "downslope.panel", Fv = "(min-width: 1180px)", Iv = class {
	lab;
	#e = /* @__PURE__ */ M(!1);
	get open() {
		return B(this.#e);
	}
	set open(e) {
		N(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ M("learn");
	get tab() {
		return B(this.#t);
	}
	set tab(e) {
		N(this.#t, e, !0);
	}
	editor;
	progress;
	learning;
	tabs;
	opener = null;
	constructor(e, t = "") {
		this.lab = e, this.editor = new H_(e), this.progress = new Q_(U_()), this.tabs = Nv.filter((t) => e.shows(t.id === "data" ? "your-data" : t.id));
		let n = new URLSearchParams(t);
		this.learning = new Mv(e, this.progress, n.get("section"));
		let r = Lv(), i = n.get("panel") ?? r.tab;
		this.tab = this.tabs.find((e) => e.id === i)?.id ?? this.tabs[0]?.id ?? "learn";
		let a = typeof matchMedia == "function" && matchMedia("(min-width: 1180px)").matches;
		this.open = this.tabs.length > 0 && (n.has("panel") || a && r.open);
	}
	show(e, t) {
		this.opener = t ?? this.opener, this.tab = e, this.open = !0, this.remember();
	}
	close() {
		this.open = !1, this.remember(), Gr().then(() => this.opener?.focus({ preventScroll: !0 }));
	}
	reveal() {
		matchMedia("(min-width: 1180px)").matches || (this.close(), document.querySelector("main")?.scrollIntoView({ block: "start" }));
	}
	remember() {
		try {
			U_()?.setItem(Pv, JSON.stringify({
				open: this.open,
				tab: this.tab
			}));
		} catch {}
	}
};
function Lv() {
	try {
		let { open: e, tab: t } = JSON.parse(U_()?.getItem(Pv) ?? "{}") ?? {};
		return {
			open: e === !0,
			tab: String(t)
		};
	} catch {
		return {
			open: !1,
			tab: ""
		};
	}
}
// node_modules/svelte/src/reactivity/reactive-value.js
Z(), Pn(), dt(), H(), Pn(), dt(), H(), Pn(), dt(), H(), Pn(), dt(), H(), Pn(), dt(), H(), Ai(), Hi();
var Rv = class {
	#e;
	#t;
	constructor(e, t) {
		this.#e = e, this.#t = Vi(t);
	}
	get current() {
		return this.#t(), this.#e();
	}
}, zv = /\(.+\)/, Bv = /* @__PURE__ */ new Set([
	"all",
	"print",
	"screen",
	"and",
	"or",
	"not",
	"only"
]), Vv = class extends Rv {
	constructor(e, t) {
		let n = zv.test(e) || e.split(/[\s,]+/).some((e) => Bv.has(e.trim())) ? e : `(${e})`, r = window.matchMedia(n);
		super(() => r.matches, (e) => xi(r, "change", e));
	}
};
Hi(), Q(), Z();
var Hv = /* @__PURE__ */ W("<button role=\"tab\" class=\"svelte-14cd7wz\"> </button>"), Uv = /* @__PURE__ */ W("<div role=\"tablist\" tabindex=\"-1\" class=\"svelte-14cd7wz\"></div>");
function Wv(e, t) {
	O(t, !0);
	let n = {
		ArrowRight: (e, t) => e === t ? 0 : e + 1,
		ArrowLeft: (e, t) => e === 0 ? t : e - 1,
		Home: () => 0,
		End: (e, t) => t
	};
	function r(e) {
		if (!Object.hasOwn(n, e.key)) return;
		e.preventDefault(), e.stopPropagation();
		let r = t.tabs.findIndex((e) => e.id === t.chosen), i = t.tabs[n[e.key](r, t.tabs.length - 1)];
		t.onchoose(i.id), document.getElementById(`tab-${i.id}`)?.focus();
	}
	var i = Uv();
	Y(i, 21, () => t.tabs, (e) => e.id, (e, n) => {
		var r = Hv(), i = I(r, !0);
		R(() => {
			X(r, "id", `tab-${B(n).id ?? ""}`), X(r, "aria-selected", B(n).id === t.chosen), X(r, "aria-controls", B(n).id === t.chosen ? `panel-${B(n).id}` : void 0), X(r, "tabindex", B(n).id === t.chosen ? 0 : -1), q(i, B(n).text);
		}), U("click", r, () => t.onchoose(B(n).id)), K(e, r);
	}), T(i), R(() => X(i, "aria-label", t.label)), U("keydown", i, r), K(e, i), k();
}
Ci(["keydown", "click"]);
// src/panels/learn/Contents.svelte?svelte&type=style&lang.css
var Gv = t((() => {}));
// src/panels/learn/Contents.svelte
function Kv(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.learning.lesson?.sections ?? []), r = /* @__PURE__ */ A(() => B(n).reduce((e, t) => e + t.minutes, 0)), i = /* @__PURE__ */ A(() => B(n).filter((e) => t.learning.isRead(e.id)).length), a = /* @__PURE__ */ A(() => t.learning.next);
	var o = Xv(), s = L(F(o), 2), c = I(s), l = L(s, 2), u = (e) => {
		var n = qv(), r = I(n, !0);
		R(() => q(r, B(i) ? `Continue: ${B(a).title}` : "Begin")), U("click", n, () => t.learning.go(B(a).id)), K(e, n);
	};
	J(l, (e) => {
		B(a) && e(u);
	});
	var d = L(l, 2);
	Y(d, 23, () => B(n), (e) => e.id, (e, n, r) => {
		let i = /* @__PURE__ */ A(() => B(n).experiments), a = /* @__PURE__ */ A(() => B(i).filter((e) => t.learning.isDone(e.id)).length);
		var o = Yv(), s = P(o), c = P(s), l = I(c, !0), u = L(c, 2), d = P(u), f = I(d, !0), p = L(d, 2), m = I(p, !0), h = L(p, 2), g = P(h), _ = L(g), v = (e) => {
			K(e, Jv());
		}, y = /* @__PURE__ */ A(() => t.learning.isRead(B(n).id));
		J(_, (e) => {
			B(y) && e(v);
		}), T(h), T(u), T(s), T(o), R(() => {
			q(l, B(r) + 1), q(f, B(n).title), q(m, B(n).summary), q(g, `${B(n).minutes ?? ""} min${B(i).length ? ` · ${B(a)} of ${B(i).length} predicted` : ""}`);
		}), U("click", s, () => t.learning.go(B(n).id)), K(e, o);
	}), T(d), R(() => q(c, `${B(n).length ?? ""} sections, about ${B(r) ?? ""} minutes, and experiments to predict before you run them.
  ${B(i) ? `You have read ${B(i)}.` : ""}`)), K(e, o), k();
}
var qv, Jv, Yv, Xv, Zv = t((() => {
	Q(), Z(), Gv(), qv = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), Jv = /* @__PURE__ */ W("<span class=\"tick\">· ✓ read</span>"), Yv = /* @__PURE__ */ W("<li class=\"svelte-1lnwqnk\"><button class=\"svelte-1lnwqnk\"><span class=\"number svelte-1lnwqnk\" aria-hidden=\"true\"> </span> <span class=\"text svelte-1lnwqnk\"><span class=\"title svelte-1lnwqnk\"> </span> <span class=\"summary svelte-1lnwqnk\"> </span> <span class=\"eyebrow\"> <!></span></span></button></li>"), Xv = /* @__PURE__ */ W("<h2>The lesson</h2> <p class=\"about svelte-1lnwqnk\"> </p> <!> <ol class=\"svelte-1lnwqnk\"></ol>", 1), Ci(["click"]);
}));
// src/panels/side/markdown.ts
function Qv(e) {
	let t = [], n = null, r = !1;
	for (let i of e.replaceAll("\r", "").split("\n")) {
		if (/^\s*```/.test(i)) {
			r = !r, n = r ? ey(t, "code") : null;
			continue;
		}
		let e = r ? "code" : $v(i, n);
		e === null ? n = null : (n?.kind !== e && (n = ey(t, e)), e === "list" && !/^\s*[-*] /.test(i) ? n.lines[n.lines.length - 1] += ` ${i.trim()}` : n.lines.push(e === "code" ? i.replace(r ? "" : /^ {4}/, "") : i.trim().replace(e === "list" ? /^[-*] / : "", "")));
	}
	return t;
}
function $v(e, t) {
	return e.trim() === "" ? null : /^ {4}/.test(e) && t?.kind !== "text" && t?.kind !== "list" ? "code" : /^\s*[-*] /.test(e) || t?.kind === "list" ? "list" : "text";
}
function ey(e, t) {
	let n = {
		kind: t,
		lines: []
	};
	return e.push(n), n;
}
function ty(e) {
	let t = [], n = 0;
	for (let r of e.matchAll(ny)) {
		r.index > n && t.push({
			kind: "text",
			text: e.slice(n, r.index)
		});
		let [i, a, o, s] = r;
		a === void 0 ? o === void 0 ? t.push({
			kind: "em",
			text: s
		}) : t.push({
			kind: "strong",
			text: o
		}) : t.push({
			kind: "code",
			text: a
		}), n = r.index + i.length;
	}
	return n < e.length && t.push({
		kind: "text",
		text: e.slice(n)
	}), t;
}
var ny, ry = t((() => {
	ny = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;
}));
// src/panels/side/Words.svelte
function iy(e, t) {
	O(t, !0);
	var n = Ri();
	Y(F(n), 17, () => ty(t.text), ya, (e, t) => {
		var n = Ri(), r = F(n), i = (e) => {
			var n = ay(), r = I(n, !0);
			R(() => q(r, B(t).text)), K(e, n);
		}, a = (e) => {
			var n = oy(), r = I(n, !0);
			R(() => q(r, B(t).text)), K(e, n);
		}, o = (e) => {
			var n = sy(), r = I(n, !0);
			R(() => q(r, B(t).text)), K(e, n);
		}, s = (e) => {
			var n = Li();
			R(() => q(n, B(t).text)), K(e, n);
		};
		J(r, (e) => {
			B(t).kind === "code" ? e(i) : B(t).kind === "strong" ? e(a, 1) : B(t).kind === "em" ? e(o, 2) : e(s, -1);
		}), K(e, n);
	}), K(e, n), k();
}
var ay, oy, sy, cy = t((() => {
	Q(), Z(), ry(), ay = /* @__PURE__ */ W("<code> </code>"), oy = /* @__PURE__ */ W("<strong> </strong>"), sy = /* @__PURE__ */ W("<em> </em>");
}));
// src/panels/side/Markdown.svelte
function ly(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => Qv(t.text));
	var r = Ri();
	Y(F(r), 17, () => B(n), ya, (e, t) => {
		var n = Ri(), r = F(n), i = (e) => {
			var n = uy(), r = I(P(n), !0);
			T(n), R((e) => q(r, e), [() => B(t).lines.join("\n")]), K(e, n);
		}, a = (e) => {
			var n = fy();
			Y(n, 21, () => B(t).lines, ya, (e, t) => {
				var n = dy();
				iy(P(n), { get text() {
					return B(t);
				} }), T(n), K(e, n);
			}), T(n), K(e, n);
		}, o = (e) => {
			var n = py(), r = P(n);
			{
				let e = /* @__PURE__ */ A(() => B(t).lines.join(" "));
				iy(r, { get text() {
					return B(e);
				} });
			}
			T(n), K(e, n);
		};
		J(r, (e) => {
			B(t).kind === "code" ? e(i) : B(t).kind === "list" ? e(a, 1) : e(o, -1);
		}), K(e, n);
	}), K(e, r), k();
}
var uy, dy, fy, py, my = t((() => {
	Q(), Z(), ry(), cy(), uy = /* @__PURE__ */ W("<pre tabindex=\"0\"><code> </code></pre>"), dy = /* @__PURE__ */ W("<li><!></li>"), fy = /* @__PURE__ */ W("<ul></ul>"), py = /* @__PURE__ */ W("<p><!></p>");
})), hy = t((() => {}));
// src/panels/side/CopyButton.svelte
function gy(e, t) {
	O(t, !0);
	let n = ms(t, "label", 3, "Copy"), r = ms(t, "main", 3, !1), i = /* @__PURE__ */ M(""), a = /* @__PURE__ */ M(void 0);
	async function o() {
		try {
			await navigator.clipboard.writeText(t.text), N(i, "copied");
		} catch {
			N(i, "by hand"), await Gr(), B(a)?.focus(), B(a)?.select();
		}
	}
	cr(() => {
		t.text, N(i, "");
	});
	var s = { copy: o }, c = vy(), l = F(c), u = P(l);
	let d;
	var f = I(u, !0), p = I(L(u, 2), !0);
	T(l);
	var m = L(l, 2), h = (e) => {
		var n = _y(), r = L(P(n), 2);
		jt(r), ns(r, (e) => N(a, e), () => B(a)), T(n), R(() => xo(r, t.text)), K(e, n);
	};
	return J(m, (e) => {
		B(i) === "by hand" && e(h);
	}), R(() => {
		d = ao(u, 1, "button", null, d, { main: r() }), q(f, B(i) === "copied" ? "Copied" : n()), q(p, B(i) === "copied" ? "Copied." : "");
	}), U("click", u, o), K(e, c), k(s);
}
var _y, vy, yy = t((() => {
	Q(), Z(), Cs(), hy(), _y = /* @__PURE__ */ W("<label class=\"by-hand svelte-19eczn6\"><span>The browser does not allow access to the clipboard. The text is selected: copy it with Ctrl+C (⌘C).</span> <textarea readonly=\"\" rows=\"5\" class=\"svelte-19eczn6\"></textarea></label>"), vy = /* @__PURE__ */ W("<span class=\"copy svelte-19eczn6\"><button> </button> <span class=\"hidden-visually\" role=\"status\"> </span></span> <!>", 1), Ci(["click"]);
})), by = t((() => {}));
// src/panels/side/OpenIn.svelte
function xy(e, t) {
	let n = zi();
	O(t, !0);
	let r = /* @__PURE__ */ M(""), i = /* @__PURE__ */ M(null), a = /* @__PURE__ */ M(""), o = /* @__PURE__ */ M(void 0), s = /* @__PURE__ */ A(() => t.targets.find((e) => e.name === B(r)) ?? t.targets[0]);
	cr(() => {
		if (!B(s) || !t.text) return;
		let [e, n] = [B(s).name, t.text];
		N(i, null), N(a, "");
		let r = !1, o = setTimeout(() => {
			uv(e, n).then((e) => r || N(i, e)).catch((e) => r || N(a, Fs(e), !0));
		}, 300);
		return () => {
			r = !0, clearTimeout(o);
		};
	});
	var c = Dy(), l = F(c), u = P(l), d = L(u, 2);
	Y(d, 21, () => t.targets, (e) => e.name, (e, t) => {
		var n = Sy(), r = I(n, !0), i = {};
		R(() => {
			q(r, B(t).title), i !== (i = B(t).name) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), T(d);
	var f;
	ho(d);
	var p = L(d, 2), m = (e) => {
		var t = Cy(), n = I(t);
		R(() => {
			X(t, "href", B(i).url), q(n, `Open in ${B(s)?.title ?? ""}`);
		}), U("click", t, () => void B(o)?.copy()), K(e, t);
	}, h = (e) => {
		var t = wy(), n = I(t);
		R(() => q(n, `Open in ${B(s)?.title ?? ""}`)), K(e, t);
	};
	J(p, (e) => {
		B(i)?.url ? e(m) : e(h, -1);
	}), ns(gy(L(p, 2), {
		get text() {
			return t.text;
		},
		label: "Copy the prompt"
	}), (e) => N(o, e, !0), () => B(o)), T(l);
	var g = L(l, 2), _ = (e) => {
		var t = Ty(), n = I(t);
		R(() => q(n, `${B(s).title ?? ""}: ${B(s).note ?? ""}. Opening it also copies the whole prompt.`)), K(e, t);
	};
	J(g, (e) => {
		B(s)?.note && e(_);
	});
	var v = L(g, 2), y = (e) => {
		var t = Ey(), n = I(t, !0);
		R(() => q(n, B(a))), K(e, t);
	};
	J(v, (e) => {
		B(a) && e(y);
	}), R(() => {
		X(u, "for", n), X(d, "id", n), f !== (f = B(s)?.name) && (d.value = (d.__value = f) ?? "", mo(d, f));
	}), U("change", d, (e) => N(r, e.currentTarget.value, !0)), K(e, c), k();
}
var Sy, Cy, wy, Ty, Ey, Dy, Oy = t((() => {
	Q(), Z(), Gs(), dv(), yy(), by(), Sy = /* @__PURE__ */ W("<option> </option>"), Cy = /* @__PURE__ */ W("<a class=\"button svelte-16fi1gk\" target=\"_blank\" rel=\"noopener noreferrer\"> </a>"), wy = /* @__PURE__ */ W("<span class=\"button waiting svelte-16fi1gk\" aria-disabled=\"true\"> </span>"), Ty = /* @__PURE__ */ W("<p class=\"note svelte-16fi1gk\"> </p>"), Ey = /* @__PURE__ */ W("<p class=\"bad svelte-16fi1gk\" role=\"alert\"> </p>"), Dy = /* @__PURE__ */ W("<div class=\"row svelte-16fi1gk\"><label class=\"hidden-visually\">Which AI</label> <select></select> <!> <!></div> <!> <!>", 1), Ci(["change", "click"]);
})), ky = t((() => {}));
// src/panels/learn/PromptCard.svelte
function Ay(e, t) {
	let n = zi();
	O(t, !0);
	let r = ms(t, "level", 3, 4), i = /* @__PURE__ */ A(() => t.learning.progress.get("answer", t.prompt.id)), a = /* @__PURE__ */ M(Fn(typeof B(i)?.text == "string" ? B(i).text : "")), o = /* @__PURE__ */ M(null), s = /* @__PURE__ */ M(""), c = /* @__PURE__ */ M(void 0), l, u = /* @__PURE__ */ A(() => Array.isArray(B(i)?.met) ? B(i).met.map(String) : []), d = (e) => B(o)?.rubric.reduce((t, n) => t + (e.includes(n.id) ? n.worth : 0), 0) ?? 0, f = /* @__PURE__ */ A(() => [t.prompt.text, B(a).trim() && `My own answer so far:\n${B(a).trim()}\n\nTell me what is right in it and what is missing, and give me hints before answers. Check every number by a calculation.`].filter(Boolean).join("\n\n"));
	function p() {
		clearTimeout(l), l = setTimeout(() => t.learning.progress.record("answer", t.prompt.id, { text: B(a) }), 500);
	}
	async function m() {
		if (B(a).trim() === "") N(s, "Write your own answer first: a few sentences are enough.");
		else {
			N(s, "");
			try {
				N(o, await av(t.prompt.id, B(a))), t.learning.progress.record("answer", t.prompt.id, {
					text: B(a),
					opened: !0
				}), await Gr();
				for (let e of B(c)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
				B(c)?.focus();
			} catch (e) {
				N(s, Fs(e), !0);
			}
		}
	}
	function h(e, n) {
		let r = n ? [...B(u), e] : B(u).filter((t) => t !== e);
		t.learning.progress.record("answer", t.prompt.id, {
			met: r,
			points: d(r),
			worth: t.prompt.worth
		});
	}
	var g = Py(), _ = P(g);
	Ha(_, () => `h${r()}`, !1, (e, r) => {
		wo(e, () => ({
			class: "title",
			id: `${n}-title`
		}), void 0, void 0, void 0, "svelte-153dzva");
		var i = Li();
		R(() => q(i, t.prompt.title)), K(r, i);
	});
	var v = L(_, 2);
	ly(P(v), { get text() {
		return t.prompt.text;
	} }), T(v);
	var y = L(v, 2), b = L(y, 2);
	jt(b);
	var x = L(b, 2), S = (e) => {
		var t = jy(), r = I(t, !0);
		R(() => {
			X(t, "id", `${n}-error`), q(r, B(s));
		}), K(e, t);
	};
	J(x, (e) => {
		B(s) && e(S);
	});
	var C = L(x, 2), w = I(C), ee = L(C, 2), te = P(ee);
	{
		let e = /* @__PURE__ */ A(() => t.learning.lesson?.targets ?? []);
		xy(te, {
			get text() {
				return B(f);
			},
			get targets() {
				return B(e);
			}
		});
	}
	T(ee);
	var ne = L(ee, 2), re = (e) => {
		var i = Ny(), a = P(i);
		Ha(a, () => `h${r() + 1}`, !1, (e, t) => {
			ao(e, 0, "part svelte-153dzva"), K(t, Li("A worked answer"));
		});
		var s = L(a, 2);
		ka(s, () => B(o).answer_html, !0), T(s);
		var l = L(s, 2);
		Ha(l, () => `h${r() + 1}`, !1, (e, t) => {
			wo(e, () => ({
				class: "part",
				id: `${n}-rubric`
			}), void 0, void 0, void 0, "svelte-153dzva"), K(t, Li("What did your answer say?"));
		});
		var f = L(l, 2);
		Y(f, 21, () => B(o).rubric, (e) => e.id, (e, t) => {
			var n = My(), r = P(n);
			bo(r);
			var i = L(r, 2), a = P(i);
			iy(a, { get text() {
				return B(t).claim;
			} });
			var o = L(a, 2), s = I(o), c = L(o, 2);
			iy(L(P(c)), { get text() {
				return B(t).verify;
			} }), T(c), T(i), T(n), R((e) => {
				So(r, e), q(s, `(${B(t).worth ?? ""})`);
			}, [() => B(u).includes(B(t).id)]), U("change", r, (e) => h(B(t).id, e.currentTarget.checked)), K(e, n);
		}), T(f);
		var p = I(L(f, 2));
		T(i), ns(i, (e) => N(c, e), () => B(c)), R((e) => {
			X(f, "aria-labelledby", `${n}-rubric`), q(p, `${e ?? ""} of ${t.prompt.worth ?? ""} points, by your own judgment.`);
		}, [() => d(B(u))]), K(e, i);
	};
	J(ne, (e) => {
		B(o) && e(re);
	}), T(g), R(() => {
		X(g, "aria-labelledby", `${n}-title`), X(g, "data-prompt", t.prompt.id), X(y, "for", `${n}-text`), X(b, "id", `${n}-text`), X(b, "aria-describedby", B(s) ? `${n}-error` : void 0);
	}), U("input", b, p), Bo(b, () => B(a), (e) => N(a, e)), U("click", w, m), K(e, g), k();
}
var jy, My, Ny, Py, Fy = t((() => {
	Q(), Z(), Cs(), Gs(), my(), Oy(), cy(), dv(), ky(), jy = /* @__PURE__ */ W("<p class=\"error svelte-153dzva\" role=\"alert\"> </p>"), My = /* @__PURE__ */ W("<label class=\"point svelte-153dzva\"><input type=\"checkbox\" class=\"svelte-153dzva\"/> <span><!> <span class=\"eyebrow\"> </span> <span class=\"verify svelte-153dzva\">Check it: <!></span></span></label>"), Ny = /* @__PURE__ */ W("<div class=\"worked\" tabindex=\"-1\"><!>  <div class=\"prose small\"></div> <!> <div role=\"group\"></div> <p class=\"sum svelte-153dzva\" role=\"status\"> </p></div>"), Py = /* @__PURE__ */ W("<section class=\"card svelte-153dzva\"><!> <div class=\"prose small\"><!></div> <label class=\"eyebrow\">Your answer, in your own words</label> <textarea rows=\"6\" class=\"svelte-153dzva\"></textarea> <!> <div class=\"actions\"><button class=\"button main\">Compare with a worked answer</button></div> <div class=\"ai svelte-153dzva\"><!></div> <!></section>"), Ci([
		"input",
		"click",
		"change"
	]);
})), Iy = t((() => {}));
// src/panels/learn/OwnWords.svelte
function Ly(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.learning.lesson?.prompts ?? []);
	var r = zy(), i = L(F(r), 2), a = I(i), o = L(i, 2);
	Y(o, 17, () => B(n), (e) => e.id, (e, n) => {
		Ay(e, {
			get learning() {
				return t.learning;
			},
			get prompt() {
				return B(n);
			},
			level: 3
		});
	});
	var s = L(o, 2), c = (e) => {
		K(e, Ry());
	};
	J(s, (e) => {
		B(n).length === 0 && e(c);
	}), R(() => q(a, `${B(n).length ?? ""} questions that build on each other. Answer first, then compare your answer with a worked one, or show
  it to an AI that is asked to give hints before answers.`)), K(e, r), k();
}
var Ry, zy, By = t((() => {
	Q(), Z(), Fy(), Iy(), Ry = /* @__PURE__ */ W("<p class=\"about svelte-bfi6rh\">This lesson has no such questions.</p>"), zy = /* @__PURE__ */ W("<h2>In your own words</h2> <p class=\"about svelte-bfi6rh\"> </p> <!> <!>", 1);
}));
// src/panels/side/saving.ts
function Vy(e, t, n) {
	let r = URL.createObjectURL(new Blob([t], { type: n })), i = document.createElement("a");
	i.href = r, i.download = e, i.click(), setTimeout(() => URL.revokeObjectURL(r), 1e3);
}
var Hy = t((() => {})), Uy = t((() => {}));
// src/panels/learn/ProgressView.svelte
function Wy(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.learning.progress), r = /* @__PURE__ */ M(""), i = /* @__PURE__ */ M(""), a = /* @__PURE__ */ M(!1), o = /* @__PURE__ */ M(void 0);
	xs(() => void t.learning.loadQuiz());
	let s = /* @__PURE__ */ A(() => [
		{
			text: "Sections read",
			done: t.learning.lesson?.sections.filter((e) => t.learning.isRead(e.id)).length ?? 0,
			all: t.learning.lesson?.sections.length ?? 0
		},
		{
			text: "Experiments predicted",
			done: t.learning.experiments.filter((e) => t.learning.isDone(e.id)).length,
			all: t.learning.experiments.length
		},
		{
			text: "Quiz questions right",
			done: t.learning.quiz?.filter((e) => t.learning.isRight(e.id)).length ?? 0,
			all: t.learning.quiz?.length ?? 0
		},
		{
			text: "Answers in your own words",
			done: t.learning.lesson?.prompts.filter((e) => B(n).get("answer", e.id)?.opened === !0).length ?? 0,
			all: t.learning.lesson?.prompts.length ?? 0
		}
	]), c = /* @__PURE__ */ A(() => Object.values(B(n).all("prediction")).filter((e) => e.status === "right").length);
	async function l(e) {
		if (N(r, N(i, ""), !0), e) {
			try {
				let t = B(n).import(await e.text());
				N(r, `${t} record${t === 1 ? "" : "s"} imported from ${e.name}.`);
			} catch (t) {
				N(i, t instanceof Z_ ? `${e.name} cannot be imported (${t.message}): nothing was changed.` : String(t), !0);
			}
			B(o) && (B(o).value = "");
		}
	}
	function u() {
		B(n).reset(), N(a, !1), N(r, "All progress was deleted.");
	}
	var d = Xy(), f = L(F(d), 2);
	Y(f, 21, () => B(s), (e) => e.text, (e, t) => {
		var n = Gy(), r = P(n), i = I(r, !0), a = L(r, 2), o = I(a), s = L(a, 2), c = P(s);
		let l;
		T(s), T(n), R(() => {
			q(i, B(t).text), q(o, `${B(t).done ?? ""} of ${B(t).all ?? ""}`), l = co(c, "", l, { width: `${B(t).all ? 100 * B(t).done / B(t).all : 0}%` });
		}), K(e, n);
	}), T(f);
	var p = L(f, 2), m = (e) => {
		var t = Ky(), n = I(t);
		R(() => q(n, `${B(c) === 1 ? "1 prediction was" : `${B(c)} predictions were`} right. Wrong ones teach more.`)), K(e, t);
	};
	J(p, (e) => {
		B(c) && e(m);
	});
	var h = L(p, 4), g = P(h), _ = L(g, 2), v = L(_, 2);
	ns(v, (e) => N(o, e), () => B(o));
	var y = L(v, 2), b = (e) => {
		var t = qy(), r = P(t), i = L(r), o = L(i, 2);
		T(t), R(() => q(r, `Delete all ${B(n).count ?? ""} records? `)), U("click", i, u), U("click", o, () => N(a, !1)), K(e, t);
	}, x = (e) => {
		var t = Jy();
		R(() => t.disabled = B(n).count === 0), U("click", t, () => N(a, !0)), K(e, t);
	};
	J(y, (e) => {
		B(a) ? e(b) : e(x, -1);
	}), T(h);
	var S = L(h, 2), C = I(S, !0), w = L(S, 2), ee = (e) => {
		var t = Yy(), n = I(t, !0);
		R(() => q(n, B(i))), K(e, t);
	};
	J(w, (e) => {
		B(i) && e(ee);
	}), R(() => q(C, B(r))), U("click", g, () => Vy("progress.json", B(n).export(), "application/json")), U("click", _, () => B(o)?.click()), U("change", v, () => l(B(o)?.files?.[0])), K(e, d), k();
}
var Gy, Ky, qy, Jy, Yy, Xy, Zy = t((() => {
	Q(), Z(), nv(), Hy(), Cs(), Uy(), Gy = /* @__PURE__ */ W("<div class=\"svelte-nxln5o\"><dt> </dt> <dd class=\"svelte-nxln5o\"> </dd> <dd class=\"bar svelte-nxln5o\" aria-hidden=\"true\"><span class=\"svelte-nxln5o\"></span></dd></div>"), Ky = /* @__PURE__ */ W("<p class=\"about svelte-nxln5o\"> </p>"), qy = /* @__PURE__ */ W("<span class=\"ask svelte-nxln5o\" role=\"group\" aria-label=\"Delete all progress?\"> <button class=\"button main\">Yes, delete</button> <button class=\"button\">No</button></span>"), Jy = /* @__PURE__ */ W("<button class=\"button quiet\">Reset…</button>"), Yy = /* @__PURE__ */ W("<p class=\"bad svelte-nxln5o\" role=\"alert\"> </p>"), Xy = /* @__PURE__ */ W("<h2>Your progress</h2> <dl class=\"svelte-nxln5o\"></dl> <!> <p class=\"about svelte-nxln5o\">Your progress is kept in this browser only. To move it to another browser or to the terminal, export it as a file: <code class=\"svelte-nxln5o\">downslope quiz --import progress.json</code>.</p> <div class=\"actions\"><button class=\"button\">Export</button> <button class=\"button\">Import…</button> <input class=\"hidden-visually\" type=\"file\" accept=\".json,application/json\" tabindex=\"-1\" aria-label=\"Progress file\"/> <!></div> <p class=\"said svelte-nxln5o\" role=\"status\"> </p> <!>", 1), Ci(["click", "change"]);
}));
// src/panels/learn/question.svelte.ts
function Qy(e) {
	return Array.isArray(e) ? e.flatMap((e) => typeof e?.answer == "string" && typeof e.feedback == "string" ? [{
		answer: e.answer,
		correct: e.correct === !0,
		feedback: e.feedback
	}] : []) : [];
}
var $y, eb, tb = t((() => {
	Z(), Gs(), dv(), $y = class {
		learning;
		id;
		#e = /* @__PURE__ */ M(null);
		get posed() {
			return B(this.#e);
		}
		set posed(e) {
			N(this.#e, e);
		}
		#t = /* @__PURE__ */ M([]);
		get replies() {
			return B(this.#t);
		}
		set replies(e) {
			N(this.#t, e);
		}
		#n = /* @__PURE__ */ M([]);
		get hints() {
			return B(this.#n);
		}
		set hints(e) {
			N(this.#n, e);
		}
		#r = /* @__PURE__ */ M(null);
		get told() {
			return B(this.#r);
		}
		set told(e) {
			N(this.#r, e);
		}
		#i = /* @__PURE__ */ M("");
		get error() {
			return B(this.#i);
		}
		set error(e) {
			N(this.#i, e, !0);
		}
		#a = /* @__PURE__ */ M(!1);
		get busy() {
			return B(this.#a);
		}
		set busy(e) {
			N(this.#a, e, !0);
		}
		constructor(e, t) {
			this.learning = e, this.id = t;
		}
		#o = /* @__PURE__ */ A(() => this.replies.some((e) => e.correct));
		get correct() {
			return B(this.#o);
		}
		set correct(e) {
			N(this.#o, e);
		}
		#s = /* @__PURE__ */ A(() => this.told !== null);
		get over() {
			return B(this.#s);
		}
		set over(e) {
			N(this.#s, e);
		}
		async open(e = !1) {
			let t = e ? null : this.learning.progress.get("quiz", this.id), n = typeof t?.seed == "number" && t.open === !0 ? t.seed : void 0;
			await this.attempt(async () => {
				this.posed = await sv(this.id, n), this.replies = n === void 0 ? [] : Qy(t?.replies), this.hints = n === void 0 ? [] : eb(t?.hints), this.told = null;
			});
		}
		async answer(e) {
			let { posed: t } = this;
			t && !this.over && await this.attempt(async () => {
				let n = await cv(this.id, t.seed, e, this.replies.length + 1);
				this.replies = [...this.replies, {
					answer: e,
					correct: n.correct,
					feedback: n.feedback
				}], n.hint && !this.hints.includes(n.hint) && (this.hints = [...this.hints, n.hint]), n.answer !== null && (this.told = {
					answer: n.answer,
					why: n.why ?? ""
				}), this.keep(n);
			});
		}
		async nextHint() {
			let { posed: e } = this;
			e && await this.attempt(async () => {
				let t = await lv(this.id, e.seed, this.hints.length + 1);
				t.hint && (this.hints = [...this.hints, t.hint]);
			});
		}
		async attempt(e) {
			this.error = "", this.busy = !0;
			try {
				await e();
			} catch (e) {
				this.error = Fs(e);
			} finally {
				this.busy = !1;
			}
		}
		keep(e) {
			let t = this.learning.isRight(this.id);
			this.learning.progress.record("quiz", this.id, {
				correct: t || e.correct,
				attempts: this.replies.length,
				seed: this.posed?.seed,
				open: !this.over,
				replies: this.over ? [] : this.replies,
				hints: this.over ? [] : this.hints
			});
		}
	}, eb = (e) => Array.isArray(e) ? e.filter((e) => typeof e == "string") : [];
})), nb = t((() => {}));
// src/panels/learn/QuizQuestion.svelte
function rb(e, t) {
	let n = zi();
	O(t, !0);
	let r = [], i = ms(t, "learning", 7), a = new $y(i(), t.entry.id), o = /* @__PURE__ */ M(""), s = /* @__PURE__ */ M(!1), c = /* @__PURE__ */ M(void 0), l = /* @__PURE__ */ M(void 0), u = /* @__PURE__ */ A(() => a.posed), d = /* @__PURE__ */ A(() => a.replies.at(-1)), f = /* @__PURE__ */ A(() => i().nextItem(t.entry.id)), p = (e) => a.replies.find((t) => t.answer === e)?.feedback ?? "", m = {
		choice: "Choose",
		numeric: "A number",
		predict: "Predict"
	};
	xs(async () => {
		await a.open(), await Gr(), B(c)?.focus({ preventScroll: !0 });
	});
	async function h() {
		N(s, B(o).trim() === ""), B(s) || (await a.answer(B(o).trim()), await Gr(), a.over ? B(l)?.focus() : B(u)?.options.length && N(o, ""));
	}
	async function g() {
		N(o, ""), await a.open(!0), await Gr(), B(c)?.focus();
	}
	var _ = Ri(), v = F(_), y = (e) => {
		var _ = yb(), v = P(_), y = I(v), b = L(v, 2);
		ly(P(b), { get text() {
			return B(u).stem;
		} }), T(b), ns(b, (e) => N(c, e), () => B(c));
		var x = L(b, 2), S = P(x), C = (e) => {
			var t = ob();
			Y(L(P(t), 2), 17, () => B(u).options, (e) => e.letter, (e, t) => {
				let i = /* @__PURE__ */ A(() => p(B(t).letter)), s = /* @__PURE__ */ A(() => a.replies.some((e) => e.answer === B(t).letter && e.correct));
				var c = ab();
				let l;
				var u = P(c);
				bo(u);
				var d, f = L(u, 2), m = P(f);
				iy(m, { get text() {
					return B(t).text;
				} });
				var h = L(m), g = (e) => {
					var t = ib(), n = P(t, !0);
					iy(L(n), { get text() {
						return B(i);
					} }), T(t), R(() => q(n, B(s) ? "✓ " : "✗ ")), K(e, t);
				};
				J(h, (e) => {
					B(i) && e(g);
				}), T(f), T(c), R(() => {
					l = ao(c, 1, "option svelte-v4uh61", null, l, {
						wrong: B(i) && !B(s),
						good: B(s)
					}), X(u, "name", n), u.disabled = B(i) !== "", d !== (d = B(t).letter) && (u.value = (u.__value = d) ?? "");
				}), Vo(r, [], u, () => (B(t).letter, B(o)), (e) => N(o, e)), K(e, c);
			}), T(t), R(() => t.disabled = a.over), K(e, t);
		}, w = (e) => {
			var t = lb(), r = F(t), i = P(r), s = L(i, 2);
			bo(s);
			var c = L(s, 2), l = (e) => {
				var t = sb(), n = I(t, !0);
				R(() => q(n, B(u).unit)), K(e, t);
			};
			J(c, (e) => {
				B(u).unit && e(l);
			}), T(r), Y(L(r, 2), 17, () => a.replies, ya, (e, t) => {
				var n = cb();
				let r;
				var i = P(n);
				iy(L(i), { get text() {
					return B(t).feedback;
				} }), T(n), R(() => {
					r = ao(n, 1, "reply svelte-v4uh61", null, r, { good: B(t).correct }), q(i, `${B(t).correct ? "✓" : "✗"} ${B(t).answer ?? ""}: `);
				}), K(e, n);
			}), R(() => {
				X(i, "for", `${n}-number`), X(s, "id", `${n}-number`), s.disabled = a.over;
			}), Bo(s, () => B(o), (e) => N(o, e)), K(e, t);
		};
		J(S, (e) => {
			B(u).options.length ? e(C) : e(w, -1);
		});
		var ee = L(S, 2), te = (e) => {
			var t = ub(), n = I(t, !0);
			R(() => q(n, B(u).options.length ? "Choose one of the options first." : "Enter a number first.")), K(e, t);
		};
		J(ee, (e) => {
			B(s) && e(te);
		});
		var ne = L(ee, 2), re = (e) => {
			var t = ub(), n = I(t, !0);
			R(() => q(n, a.error)), K(e, t);
		};
		J(ne, (e) => {
			a.error && e(re);
		});
		var ie = L(ne, 2), ae = (e) => {
			var t = fb();
			Y(t, 21, () => a.hints, ya, (e, t) => {
				var n = db();
				iy(P(n), { get text() {
					return B(t);
				} }), T(n), K(e, n);
			}), T(t), K(e, t);
		};
		J(ie, (e) => {
			a.hints.length && e(ae);
		});
		var oe = L(ie, 2), se = (e) => {
			var t = hb(), n = P(t), r = L(n, 2), o = (e) => {
				var t = pb(), n = I(t, !0);
				R(() => {
					t.disabled = a.busy, q(n, a.hints.length ? "Another hint" : "A hint");
				}), U("click", t, () => a.nextHint()), K(e, t);
			};
			J(r, (e) => {
				a.hints.length < B(u).hint_count && e(o);
			});
			var s = L(r, 2), c = (e) => {
				var t = mb();
				U("click", t, () => i().itemId = B(f).id), K(e, t);
			};
			J(s, (e) => {
				B(f) && e(c);
			}), T(t), R(() => n.disabled = a.busy), K(e, t);
		};
		J(oe, (e) => {
			a.over || e(se);
		}), T(x);
		var ce = L(x, 2), le = I(ce, !0), ue = L(ce, 2), de = (e) => {
			var t = vb(), n = F(t);
			let r;
			var o = P(n), s = P(o), c = I(s, !0);
			iy(L(s, 2), { get text() {
				return a.told.answer;
			} }), T(o);
			var u = L(o, 2);
			ly(P(u), { get text() {
				return a.told.why;
			} }), T(u), T(n), ns(n, (e) => N(l, e), () => B(l));
			var d = L(n, 2), p = P(d), m = (e) => {
				var t = gb();
				U("click", t, () => i().itemId = B(f).id), K(e, t);
			}, h = (e) => {
				K(e, _b());
			};
			J(p, (e) => {
				B(f) ? e(m) : e(h, -1);
			});
			var _ = L(p, 2), v = L(_, 2);
			T(d), R(() => {
				r = ao(n, 1, "told svelte-v4uh61", null, r, { right: a.correct }), q(c, a.correct ? "✓ Right." : "✗ Not this time.");
			}), U("click", _, g), U("click", v, () => i().itemId = null), K(e, t);
		};
		J(ue, (e) => {
			a.told && e(de);
		}), T(_), R((e) => {
			X(_, "data-item", t.entry.id), X(_, "data-over", a.over), q(y, `${e ?? ""} · ${m[B(u).kind] ?? B(u).kind ?? ""} · level ${B(u).level ?? ""} of 3`), q(le, B(d) && !a.over ? `${B(d).correct ? "Right" : "Wrong"}. ${B(d).feedback}` : "");
		}, [() => i().titleOf(B(u).topic)]), Si("submit", x, (e) => {
			e.preventDefault(), h();
		}), K(e, _);
	}, b = (e) => {
		var t = bb(), n = P(t), r = L(n);
		T(t), R(() => q(n, `${a.error ?? ""} `)), U("click", r, () => a.open()), K(e, t);
	}, x = (e) => {
		K(e, xb());
	};
	J(v, (e) => {
		B(u) ? e(y) : a.error ? e(b, 1) : e(x, -1);
	}), K(e, _), k();
}
var ib, ab, ob, sb, cb, lb, ub, db, fb, pb, mb, hb, gb, _b, vb, yb, bb, xb, Sb = t((() => {
	Q(), Z(), Cs(), my(), cy(), tb(), nb(), ib = /* @__PURE__ */ W("<span class=\"reply svelte-v4uh61\"> <!></span>"), ab = /* @__PURE__ */ W("<label><input type=\"radio\" class=\"svelte-v4uh61\"/> <span><!><!></span></label>"), ob = /* @__PURE__ */ W("<fieldset class=\"svelte-v4uh61\"><legend class=\"hidden-visually\">Your answer</legend> <!></fieldset>"), sb = /* @__PURE__ */ W("<span> </span>"), cb = /* @__PURE__ */ W("<p> <!></p>"), lb = /* @__PURE__ */ W("<p class=\"number svelte-v4uh61\"><label>Your answer</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-v4uh61\"/> <!></p> <!>", 1), ub = /* @__PURE__ */ W("<p class=\"error svelte-v4uh61\" role=\"alert\"> </p>"), db = /* @__PURE__ */ W("<li><!></li>"), fb = /* @__PURE__ */ W("<ol class=\"hints svelte-v4uh61\" aria-label=\"Hints\"></ol>"), pb = /* @__PURE__ */ W("<button class=\"button\" type=\"button\"> </button>"), mb = /* @__PURE__ */ W("<button class=\"button quiet\" type=\"button\">Later</button>"), hb = /* @__PURE__ */ W("<div class=\"actions\"><button class=\"button main\" type=\"submit\">Answer</button> <!> <!></div>"), gb = /* @__PURE__ */ W("<button class=\"button main\">Next question</button>"), _b = /* @__PURE__ */ W("<p class=\"done svelte-v4uh61\">You have answered all of these correctly.</p>"), vb = /* @__PURE__ */ W("<div tabindex=\"-1\" role=\"status\"><p class=\"svelte-v4uh61\"><strong class=\"svelte-v4uh61\"> </strong> The answer: <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button\">Again with other numbers</button> <button class=\"button quiet\">All topics</button></div>", 1), yb = /* @__PURE__ */ W("<article class=\"svelte-v4uh61\"><p class=\"eyebrow\"> </p> <div class=\"prose stem svelte-v4uh61\" tabindex=\"-1\"><!></div> <form><!> <!> <!> <!> <!></form> <p class=\"hidden-visually\" role=\"status\"> </p> <!></article>"), bb = /* @__PURE__ */ W("<p class=\"error svelte-v4uh61\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), xb = /* @__PURE__ */ W("<p class=\"eyebrow\">Loading…</p>"), Ci(["click"]);
})), Cb = t((() => {}));
// src/panels/learn/Quiz.svelte
function wb(e, t) {
	O(t, !0);
	let n = ms(t, "learning", 7);
	xs(() => void n().loadQuiz());
	let r = /* @__PURE__ */ A(() => [...new Set((n().quiz ?? []).map((e) => e.topic))]), i = /* @__PURE__ */ A(() => (n().quiz ?? []).filter((e) => n().isRight(e.id)).length), a = /* @__PURE__ */ A(() => n().quiz?.find((e) => e.id === n().itemId) ?? null);
	function o(e) {
		n().topic = e, n().itemId = n().nextItem(null)?.id ?? s(e)[0]?.id ?? null;
	}
	let s = (e) => (n().quiz ?? []).filter((t) => e === null || t.topic === e);
	var c = Ri(), l = F(c), u = (e) => {
		var t = Tb(), r = F(t);
		ha(L(r, 2), () => B(a).id, (e) => {
			rb(e, {
				get learning() {
					return n();
				},
				get entry() {
					return B(a);
				}
			});
		}), U("click", r, () => n().itemId = null), K(e, t);
	}, d = (e) => {
		var t = Db(), a = L(F(t), 2), c = I(a), l = L(a, 2), u = I(l, !0), d = L(l, 2);
		Y(d, 20, () => B(r), (e) => e, (e, t) => {
			let r = /* @__PURE__ */ A(() => s(t)), i = /* @__PURE__ */ A(() => B(r).filter((e) => n().isRight(e.id)).length);
			var a = Eb(), c = P(a), l = P(c), u = I(l, !0), d = L(l, 2), f = I(d), p = L(d, 2);
			T(c), T(a), R((e, t) => {
				q(u, e), q(f, `${B(i) ?? ""} of ${B(r).length ?? ""} right`), X(p, "max", B(r).length), xo(p, B(i)), X(p, "aria-label", `${t ?? ""}: questions right`);
			}, [() => n().titleOf(t), () => n().titleOf(t)]), U("click", c, () => o(t)), K(e, a);
		}), T(d), R(() => {
			q(c, `${n().quiz.length ?? ""} questions. The numbers are new each time, and every answer gets its own reply.
    ${B(i) ? `You have ${B(i)} right.` : ""}`), q(u, B(i) ? "Continue" : "Begin");
		}), U("click", l, () => o(null)), K(e, t);
	}, f = (e) => {
		K(e, Ob());
	};
	J(l, (e) => {
		B(a) ? e(u) : n().quiz ? e(d, 1) : n().error || e(f, 2);
	}), K(e, c), k();
}
var Tb, Eb, Db, Ob, kb = t((() => {
	Q(), Z(), Cs(), Sb(), Cb(), Tb = /* @__PURE__ */ W("<button class=\"button quiet back svelte-1btdkdl\">← All topics</button> <!>", 1), Eb = /* @__PURE__ */ W("<li class=\"svelte-1btdkdl\"><button class=\"svelte-1btdkdl\"><span class=\"title svelte-1btdkdl\"> </span> <span class=\"eyebrow\"> </span> <progress class=\"svelte-1btdkdl\"></progress></button></li>"), Db = /* @__PURE__ */ W("<h2>Quiz</h2> <p class=\"about svelte-1btdkdl\"> </p> <button class=\"button main\"> </button> <ul class=\"svelte-1btdkdl\"></ul>", 1), Ob = /* @__PURE__ */ W("<p class=\"about svelte-1btdkdl\">Loading the quiz…</p>"), Ci(["click"]);
})), Ab = t((() => {}));
// src/panels/learn/ExperimentCard.svelte
function jb(e, t) {
	let n = zi();
	O(t, !0);
	let r = [], i = /* @__PURE__ */ M(""), a = /* @__PURE__ */ M(""), o = /* @__PURE__ */ M(!1), s = /* @__PURE__ */ M(void 0), c = /* @__PURE__ */ A(() => t.learning.progress.get("prediction", t.experiment.id)), l = /* @__PURE__ */ A(() => typeof B(c)?.status == "string" ? B(c).status : null), u = {
		right: "✓ Right",
		wrong: "✗ Wrong",
		skipped: "Skipped"
	};
	async function d(e) {
		if (e !== null && e.trim() === "") N(a, t.experiment.kind === "choice" ? "Choose one of the options first." : "Enter a number first: a guess is fine.", !0);
		else {
			N(a, ""), N(o, !0);
			try {
				let { scored: n, observation: r } = await iv(t.experiment.id, e && e.trim().replace("−", "-"));
				t.learning.progress.record("prediction", t.experiment.id, {
					...n,
					why: r.text
				}), await Gr(), B(s)?.focus();
			} catch (e) {
				N(a, Fs(e), !0);
			} finally {
				N(o, !1);
			}
		}
	}
	function f() {
		N(i, ""), t.learning.progress.forget("prediction", t.experiment.id);
	}
	var p = Bb(), m = P(p), h = I(m, !0), g = L(m, 2);
	ly(P(g), { get text() {
		return t.experiment.stem;
	} }), T(g);
	var _ = L(g, 2), v = (e) => {
		var s = Lb(), c = P(s), l = (e) => {
			var o = Nb();
			Y(L(P(o), 2), 17, () => t.experiment.options, (e) => e.key, (e, t) => {
				var a = Mb(), o = P(a);
				bo(o);
				var s, c = I(L(o, 2), !0);
				T(a), R(() => {
					X(o, "name", n), s !== (s = B(t).key) && (o.value = (o.__value = s) ?? ""), q(c, B(t).text);
				}), Vo(r, [], o, () => (B(t).key, B(i)), (e) => N(i, e)), K(e, a);
			}), T(o), R(() => X(o, "aria-describedby", B(a) ? `${n}-error` : void 0)), K(e, o);
		}, u = (e) => {
			var r = Fb(), o = P(r), s = L(o, 2);
			bo(s);
			var c = L(s, 2), l = (e) => {
				var n = Pb(), r = I(n, !0);
				R(() => q(r, t.experiment.unit)), K(e, n);
			};
			J(c, (e) => {
				t.experiment.unit && e(l);
			}), T(r), R(() => {
				X(o, "for", `${n}-number`), X(s, "id", `${n}-number`), X(s, "aria-describedby", B(a) ? `${n}-error` : void 0);
			}), Bo(s, () => B(i), (e) => N(i, e)), K(e, r);
		};
		J(c, (e) => {
			t.experiment.kind === "choice" ? e(l) : e(u, -1);
		});
		var f = L(c, 2), p = (e) => {
			var t = Ib(), r = I(t, !0);
			R(() => {
				X(t, "id", `${n}-error`), q(r, B(a));
			}), K(e, t);
		};
		J(f, (e) => {
			B(a) && e(p);
		});
		var m = L(f, 2), h = P(m), g = I(h, !0), _ = L(h, 2);
		T(m), T(s), R(() => {
			h.disabled = B(o), q(g, B(o) ? "Running…" : "Commit and run"), _.disabled = B(o);
		}), Si("submit", s, (e) => {
			e.preventDefault(), d(B(i));
		}), U("click", _, () => d(null)), K(e, s);
	}, y = (e) => {
		var n = zb(), r = F(n), i = P(r), a = P(i), o = I(a), d = L(a, 2);
		{
			let e = /* @__PURE__ */ A(() => String(B(c)?.text ?? ""));
			iy(d, { get text() {
				return B(e);
			} });
		}
		T(i);
		var p = L(i, 2), m = P(p);
		{
			let e = /* @__PURE__ */ A(() => String(B(c)?.why ?? ""));
			ly(m, { get text() {
				return B(e);
			} });
		}
		T(p), T(r), ns(r, (e) => N(s, e), () => B(s));
		var h = L(r, 2), g = P(h), _ = (e) => {
			var n = Rb();
			U("click", n, () => t.ontry(t.experiment.setup)), K(e, n);
		}, v = /* @__PURE__ */ A(() => kv(t.experiment.setup));
		J(g, (e) => {
			B(v) && e(_);
		});
		var y = L(g, 2);
		T(h), R(() => {
			ao(r, 1, `outcome ${B(l) ?? ""}`, "svelte-1va4kcx"), q(o, `${u[B(l)] ?? B(l) ?? ""}.`);
		}), U("click", y, f), K(e, n);
	};
	J(_, (e) => {
		B(l) === null ? e(v) : e(y, -1);
	}), T(p), R(() => {
		X(p, "aria-labelledby", `${n}-title`), X(p, "data-experiment", t.experiment.id), X(p, "data-status", B(l) ?? "locked"), X(m, "id", `${n}-title`), q(h, t.experiment.title);
	}), K(e, p), k();
}
var Mb, Nb, Pb, Fb, Ib, Lb, Rb, zb, Bb, Vb = t((() => {
	Q(), Z(), Cs(), Gs(), my(), cy(), dv(), jv(), Ab(), Mb = /* @__PURE__ */ W("<label class=\"option svelte-1va4kcx\"><input type=\"radio\" class=\"svelte-1va4kcx\"/> <span> </span></label>"), Nb = /* @__PURE__ */ W("<fieldset class=\"svelte-1va4kcx\"><legend class=\"hidden-visually\">Your prediction</legend> <!></fieldset>"), Pb = /* @__PURE__ */ W("<span> </span>"), Fb = /* @__PURE__ */ W("<p class=\"number svelte-1va4kcx\"><label>Your prediction</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-1va4kcx\"/> <!></p>"), Ib = /* @__PURE__ */ W("<p class=\"error svelte-1va4kcx\" role=\"alert\"> </p>"), Lb = /* @__PURE__ */ W("<form><!> <!> <div class=\"actions\"><button class=\"button main\" type=\"submit\"> </button> <button class=\"button quiet\" type=\"button\">Skip: show me</button></div></form>"), Rb = /* @__PURE__ */ W("<button class=\"button\">Show this run in the lab</button>"), zb = /* @__PURE__ */ W("<div tabindex=\"-1\" role=\"status\"><p class=\"verdict svelte-1va4kcx\"><strong class=\"svelte-1va4kcx\"> </strong> <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button quiet\">Predict again</button></div>", 1), Bb = /* @__PURE__ */ W("<section class=\"card svelte-1va4kcx\"><h4 class=\"svelte-1va4kcx\"> </h4> <div class=\"prose small\"><!></div> <!></section>"), Ci(["click"]);
})), Hb = t((() => {}));
// src/panels/learn/SectionView.svelte
function Ub(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.learning), r = /* @__PURE__ */ A(() => B(n).lesson?.sections ?? []), i = /* @__PURE__ */ A(() => B(r).findIndex((e) => e.id === t.section.id)), a = /* @__PURE__ */ A(() => B(r)[B(i) - 1]), o = /* @__PURE__ */ A(() => B(r)[B(i) + 1]), s = /* @__PURE__ */ A(() => t.section.experiments), c = /* @__PURE__ */ A(() => B(n).promptsOf(t.section)), l = /* @__PURE__ */ A(() => B(n).quiz?.filter((e) => e.topic === t.section.id).length ?? 0), u = /* @__PURE__ */ A(() => B(n).isRead(t.section.id)), d = /* @__PURE__ */ M(void 0), f = /* @__PURE__ */ M(void 0);
	xs(() => {
		B(n).loadQuiz();
		for (let e of B(d)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
		B(f)?.focus({ preventScroll: !0 });
	});
	async function p(e) {
		await _v(t.panels.lab, e) && t.panels.reveal();
	}
	function m() {
		B(n).markRead(t.section.id), B(n).go(B(o)?.id ?? null);
	}
	function h() {
		B(n).topic = t.section.id, B(n).itemId = B(n).nextItem(null)?.id ?? null, B(n).view = "quiz";
	}
	var g = tx(), _ = P(g), v = L(_, 2), y = P(v), b = L(y), x = (e) => {
		K(e, Wb());
	};
	J(b, (e) => {
		B(u) && e(x);
	}), T(v);
	var S = L(v, 2), C = I(S, !0);
	ns(S, (e) => N(f, e), () => B(f));
	var w = L(S, 2), ee = I(w, !0), te = L(w, 2), ne = (e) => {
		var t = Gb();
		Y(L(F(t), 2), 17, () => B(s), (e) => e.id, (e, t) => {
			jb(e, {
				get learning() {
					return B(n);
				},
				get experiment() {
					return B(t);
				},
				ontry: p
			});
		}), Re(2), K(e, t);
	};
	J(te, (e) => {
		B(s).length && e(ne);
	});
	var re = L(te, 2);
	ka(re, () => t.section.html, !0), T(re), ns(re, (e) => N(d, e), () => B(d));
	var ie = L(re, 2), ae = (e) => {
		var r = Yb(), i = L(F(r), 2);
		Y(i, 21, () => t.section.see, (e) => e.line, (e, r) => {
			let i = /* @__PURE__ */ A(() => fv(B(r).line));
			var a = Jb(), o = P(a), s = I(P(o), !0);
			T(o);
			var c = L(o, 2), l = P(c), u = (e) => {
				K(e, Kb());
			}, d = /* @__PURE__ */ A(() => B(i) && B(n).isLocked(B(i), t.section)), f = (e) => {
				var t = qb();
				U("click", t, () => p(B(i))), K(e, t);
			};
			J(l, (e) => {
				B(d) ? e(u) : B(i) && e(f, 1);
			}), gy(L(l, 2), {
				get text() {
					return B(r).line;
				},
				label: "Copy"
			}), T(c), T(a), R(() => q(s, B(r).line)), K(e, a);
		}), T(i), K(e, r);
	};
	J(ie, (e) => {
		t.section.see.length && e(ae);
	});
	var oe = L(ie, 2), se = (e) => {
		var t = Xb();
		Y(L(F(t), 2), 17, () => B(c), (e) => e.id, (e, t) => {
			Ay(e, {
				get learning() {
					return B(n);
				},
				get prompt() {
					return B(t);
				}
			});
		}), K(e, t);
	};
	J(oe, (e) => {
		B(c).length && e(se);
	});
	var ce = L(oe, 2), le = (e) => {
		var t = Zb(), n = P(t), r = I(n);
		T(t), R(() => q(r, `${B(l) ?? ""} quiz question${B(l) === 1 ? "" : "s"} on this section`)), U("click", n, h), K(e, t);
	};
	J(ce, (e) => {
		B(l) && e(le);
	});
	var ue = L(ce, 2), de = P(ue), fe = (e) => {
		var r = Qb();
		U("click", r, () => B(n).markRead(t.section.id, !1)), K(e, r);
	}, pe = (e) => {
		var r = $b();
		U("click", r, () => B(n).markRead(t.section.id)), K(e, r);
	};
	J(de, (e) => {
		B(u) ? e(fe) : B(o) && e(pe, 1);
	});
	var me = L(de, 2), he = (e) => {
		var t = ex(), r = I(t);
		R(() => q(r, `← ${B(a).title ?? ""}`)), U("click", t, () => B(n).go(B(a).id)), K(e, t);
	};
	J(me, (e) => {
		B(a) && e(he);
	});
	var ge = L(me, 2), _e = I(ge, !0);
	T(ue), T(g), R(() => {
		q(y, `Section ${B(i) + 1} of ${B(r).length ?? ""} · ${t.section.minutes ?? ""} min`), q(C, t.section.title), q(ee, t.section.summary), q(_e, B(o) ? `${B(o).title} →` : "Finish the lesson");
	}), U("click", _, () => B(n).go(null)), U("click", ge, m), K(e, g), k();
}
var Wb, Gb, Kb, qb, Jb, Yb, Xb, Zb, Qb, $b, ex, tx, nx = t((() => {
	Q(), Z(), Cs(), yy(), Vb(), Fy(), jv(), Hb(), Wb = /* @__PURE__ */ W("<span class=\"tick\">· ✓ read</span>"), Gb = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">Predict first</h3> <!> <h3 class=\"svelte-17l514s\">Then read</h3>", 1), Kb = /* @__PURE__ */ W("<span class=\"locked svelte-17l514s\">You can run this in the lab after your prediction above</span>"), qb = /* @__PURE__ */ W("<button class=\"button\">Try it in the lab</button>"), Jb = /* @__PURE__ */ W("<li class=\"svelte-17l514s\"><p><code class=\"svelte-17l514s\"> </code></p> <div class=\"actions\"><!> <!></div></li>"), Yb = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">See it</h3> <ul class=\"see svelte-17l514s\"></ul>", 1), Xb = /* @__PURE__ */ W("<h3 class=\"svelte-17l514s\">In your own words</h3> <!>", 1), Zb = /* @__PURE__ */ W("<p class=\"quiz svelte-17l514s\"><button class=\"button\"> </button></p>"), Qb = /* @__PURE__ */ W("<button class=\"button quiet\">Mark as unread</button>"), $b = /* @__PURE__ */ W("<button class=\"button\">Mark as read</button>"), ex = /* @__PURE__ */ W("<button class=\"button\"> </button>"), tx = /* @__PURE__ */ W("<article><button class=\"button quiet back svelte-17l514s\">← All sections</button> <p class=\"eyebrow\"> <!></p> <h2 tabindex=\"-1\" class=\"svelte-17l514s\"> </h2> <p class=\"summary svelte-17l514s\"> </p> <!>  <div class=\"prose\"></div> <!> <!> <!> <footer class=\"svelte-17l514s\"><!> <!> <button class=\"button main svelte-17l514s\"> </button></footer></article>"), Ci(["click"]);
})), rx = t((() => {})), ix = t((() => {})), ax = /* @__PURE__ */ n({ default: () => ox });
function ox(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.learning), r = [
		{
			value: "lesson",
			text: "Lesson"
		},
		{
			value: "quiz",
			text: "Quiz"
		},
		{
			value: "words",
			text: "Your words"
		},
		{
			value: "progress",
			text: "Progress"
		}
	];
	xs(() => void B(n).load());
	var i = ux(), a = F(i);
	Hp(P(a), {
		label: "Part of the lesson",
		showLabel: !1,
		get choices() {
			return r;
		},
		get value() {
			return B(n).view;
		},
		set value(e) {
			B(n).view = e;
		}
	}), T(a);
	var o = L(a, 2), s = (e) => {
		var n = sx(), r = I(n, !0);
		R(() => q(r, t.panels.progress.notice)), K(e, n);
	};
	J(o, (e) => {
		t.panels.progress.notice && e(s);
	});
	var c = L(o, 2), l = (e) => {
		var t = cx(), r = P(t), i = L(r);
		T(t), R(() => q(r, `${B(n).error ?? ""} `)), U("click", i, () => B(n).load()), K(e, t);
	};
	J(c, (e) => {
		B(n).error && e(l);
	});
	var u = L(c, 2), d = (e) => {
		var r = Ri(), i = F(r), a = (e) => {
			wb(e, { get learning() {
				return B(n);
			} });
		}, o = (e) => {
			Ly(e, { get learning() {
				return B(n);
			} });
		}, s = (e) => {
			Wy(e, { get learning() {
				return B(n);
			} });
		}, c = (e) => {
			var r = Ri();
			ha(F(r), () => B(n).section.id, (e) => {
				Ub(e, {
					get panels() {
						return t.panels;
					},
					get section() {
						return B(n).section;
					}
				});
			}), K(e, r);
		}, l = (e) => {
			Kv(e, { get learning() {
				return B(n);
			} });
		};
		J(i, (e) => {
			B(n).view === "quiz" ? e(a) : B(n).view === "words" ? e(o, 1) : B(n).view === "progress" ? e(s, 2) : B(n).section ? e(c, 3) : e(l, -1);
		}), K(e, r);
	}, f = (e) => {
		K(e, lx());
	};
	J(u, (e) => {
		B(n).lesson ? e(d) : B(n).error || e(f, 1);
	}), K(e, i), k();
}
var sx, cx, lx, ux, dx = t((() => {
	Q(), Z(), Cs(), Gp(), Zv(), By(), Zy(), kb(), nx(), rx(), ix(), sx = /* @__PURE__ */ W("<p class=\"notice svelte-1tgaavk\" role=\"status\"> </p>"), cx = /* @__PURE__ */ W("<p class=\"notice bad svelte-1tgaavk\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), lx = /* @__PURE__ */ W("<p class=\"soft svelte-1tgaavk\">Loading the lesson…</p>"), ux = /* @__PURE__ */ W("<div class=\"views svelte-1tgaavk\"><!></div> <!> <!> <!>", 1), Ci(["click"]);
}));
// src/panels/data/upload.ts
async function fx(e, t) {
	if (e.size > gx) throw new Ps(_x, 413);
	if (e.size === 0) throw new Ps("The file is empty: give a header and rows of numbers.", 400);
	return Us(`upload?name=${encodeURIComponent(t.slice(0, 80))}`, e);
}
async function px(e, t) {
	let n = Fs(e), r = n.replace(" with --drop-missing", ""), i = {
		message: r,
		...r === n ? {} : { gaps: !0 }
	}, a = e instanceof Ps ? e.row ?? mx(r) : void 0;
	return a === void 0 || t === null || t.size > vx ? {
		...i,
		row: a
	} : {
		...i,
		row: a,
		line: hx(await t.text(), a)?.text.slice(0, 200)
	};
}
function mx(e) {
	let t = Number(/\bline (\d+)\b/.exec(e)?.[1]);
	return t >= 1 ? t - 1 : void 0;
}
function hx(e, t) {
	let n = 0;
	for (let r = 0; n <= e.length; r++) {
		let i = e.indexOf("\n", n), a = i < 0 ? e.length : i;
		if (r === t) return {
			text: e.slice(n, a).replace(/\r$/, ""),
			start: n,
			end: a
		};
		if (i < 0) return null;
		n = a + 1;
	}
	return null;
}
var gx, _x, vx, yx = t((() => {
	Gs(), gx = 50 * 2 ** 20, _x = "The file is larger than 50 MB, the most that the page can send: start 'downslope lab FILE --target Y' instead, which reads files of any size.", vx = 5 * 2 ** 20;
})), bx = t((() => {}));
// src/panels/data/Bring.svelte
function xx(e, t) {
	let n = zi();
	O(t, !0);
	let r = ms(t, "bringing", 7), i = /* @__PURE__ */ M(!1), a = /* @__PURE__ */ M(void 0), o = /* @__PURE__ */ M(void 0), s = /* @__PURE__ */ M(void 0);
	async function c(e) {
		B(a) && (B(a).value = ""), e && (await r().bringFile(e), await Gr(), B(o)?.focus());
	}
	function l(e) {
		e.preventDefault(), N(i, !1), c(e.dataTransfer?.files[0]);
	}
	async function u() {
		if (r().text.trim() === "") {
			r().trouble = { message: "The box is empty: paste a header and rows of numbers." };
			return;
		}
		await r().paste();
		let { trouble: e } = r();
		if (e?.row === void 0) return;
		let t = hx(r().text, e.row);
		await Gr(), t && B(s) && (B(s).focus({ preventScroll: !0 }), B(s).setSelectionRange(t.start, t.end));
	}
	var d = Ex(), f = P(d);
	let p;
	var m = L(P(f), 2), h = I(m, !0), g = L(m, 2);
	ns(g, (e) => N(a, e), () => B(a)), Re(2), T(f);
	var _ = L(f, 2), v = L(_, 2);
	jt(v), X(v, "placeholder", "area,rooms,price\n70,3,210\n95,4,285\n120,5,340\n58,2,190"), ns(v, (e) => N(s, e), () => B(s));
	var y = L(v, 2), b = P(y), x = L(b, 2), S = (e) => {
		var n = Sx(), i = I(n);
		R(() => q(i, `Open ${t.lab.file.name ?? ""}`)), U("click", n, () => r().choose({ kind: "file" })), K(e, n);
	};
	J(x, (e) => {
		t.lab.file && t.lab.descriptor.kind !== "file" && e(S);
	}), T(y);
	var C = L(y, 2), w = (e) => {
		var t = Tx(), i = P(t), a = I(i, !0), s = L(i, 2), c = (e) => {
			var t = Cx(), n = P(t), i = I(n), a = I(L(n), !0);
			T(t), R(() => {
				q(i, `row ${r().trouble.row ?? ""}`), q(a, r().trouble.line);
			}), K(e, t);
		};
		J(s, (e) => {
			r().trouble.line !== void 0 && e(c);
		});
		var l = L(s, 2), u = (e) => {
			var t = wx();
			U("click", t, () => r().dropMissing()), K(e, t);
		};
		J(l, (e) => {
			r().trouble.gaps && e(u);
		}), T(t), ns(t, (e) => N(o, e), () => B(o)), qa(t, () => (e) => e.scrollIntoView({ block: "nearest" })), R(() => {
			X(t, "id", `${n}-trouble`), q(a, r().trouble.message);
		}), K(e, t);
	};
	J(C, (e) => {
		r().trouble && e(w);
	}), T(d), R(() => {
		X(d, "aria-busy", r().busy), p = ao(f, 1, "drop svelte-dlwy8a", null, p, { over: B(i) }), m.disabled = r().busy, q(h, r().busy ? "Reading…" : "Choose a file"), X(_, "for", `${n}-text`), X(v, "id", `${n}-text`), X(v, "aria-describedby", r().trouble ? `${n}-trouble` : void 0), X(v, "aria-invalid", r().trouble !== null && r().text !== ""), b.disabled = r().busy;
	}), Si("dragover", f, (e) => {
		e.preventDefault(), N(i, !0);
	}), Si("dragleave", f, () => N(i, !1)), Si("drop", f, l), U("click", m, () => B(a)?.click()), U("change", g, () => c(B(a)?.files?.[0])), Bo(v, () => r().text, (e) => r().text = e), U("click", b, u), K(e, d), k();
}
var Sx, Cx, wx, Tx, Ex, Dx = t((() => {
	Q(), Z(), Cs(), yx(), bx(), Sx = /* @__PURE__ */ W("<button class=\"button\"> </button>"), Cx = /* @__PURE__ */ W("<p class=\"line svelte-dlwy8a\"><span class=\"svelte-dlwy8a\"> </span><code class=\"svelte-dlwy8a\"> </code></p>"), wx = /* @__PURE__ */ W("<button class=\"button svelte-dlwy8a\">Leave out such rows</button>"), Tx = /* @__PURE__ */ W("<div class=\"trouble svelte-dlwy8a\" role=\"alert\" tabindex=\"-1\"><p> </p> <!> <!></div>"), Ex = /* @__PURE__ */ W("<section class=\"svelte-dlwy8a\"><div><p>Drop a CSV file here, or</p> <button class=\"button\"> </button> <input class=\"hidden-visually\" type=\"file\" accept=\".csv,.txt,.tsv,text/csv\" tabindex=\"-1\" aria-label=\"CSV file\"/> <p class=\"note svelte-dlwy8a\">Up to 50 MB. The file goes only to the server on this machine.</p></div> <label class=\"svelte-dlwy8a\">or paste it here</label> <textarea rows=\"6\" spellcheck=\"false\" autocomplete=\"off\" class=\"svelte-dlwy8a\"></textarea> <div class=\"actions\"><button class=\"button main\">Open this text</button> <!></div> <!></section>"), Ci(["click", "change"]);
})), Ox = t((() => {}));
// src/panels/data/Columns.svelte
function kx(e, t) {
	let n = zi();
	O(t, !0);
	let r = /* @__PURE__ */ A(() => t.bringing.offered), i = /* @__PURE__ */ A(() => B(r)?.columns.filter((e) => e.kind === "number") ?? []), a = /* @__PURE__ */ A(() => t.bringing.table), o = /* @__PURE__ */ A(() => B(a) === t.lab.descriptor), s = /* @__PURE__ */ A(() => (B(o) ? t.lab.data?.target : B(a)?.target) ?? B(i).at(-1)?.name ?? ""), c = /* @__PURE__ */ A(() => B(i).map((e) => e.name).filter((e) => e !== B(s))), l = /* @__PURE__ */ A(() => (B(o) ? t.lab.data?.names : B(a)?.features) ?? B(c)), u = /* @__PURE__ */ A(() => B(a)?.drop_missing === !0), d = /* @__PURE__ */ M("");
	function f(e) {
		N(d, ""), B(a) && t.bringing.choose({
			...B(a),
			target: B(s),
			drop_missing: B(u),
			...e
		});
	}
	function p(e) {
		let t = B(l).filter((t) => t !== e);
		f({
			target: e,
			features: t.length ? t : void 0
		});
	}
	function m(e, t) {
		let n = B(c).filter((n) => n === e ? t.checked : B(l).includes(n));
		if (n.length === 0) N(d, "At least one feature is needed.");
		else if (n.length > 50) N(d, "At most 50 features can be used.");
		else return f({ features: n });
		t.checked = !t.checked;
	}
	var h = Ri(), g = F(h), _ = (e) => {
		var t = Rx(), a = P(t), o = I(a), c = L(a, 2), h = P(c), g = L(h, 2);
		Y(g, 21, () => B(i), (e) => e.name, (e, t) => {
			var n = Ax(), r = I(n, !0), i = {};
			R(() => {
				q(r, B(t).name), i !== (i = B(t).name) && (n.value = (n.__value = i) ?? "");
			}), K(e, n);
		}), T(g);
		var _;
		ho(g), T(c);
		var v = L(c, 2);
		Y(L(P(v), 2), 17, () => B(r).columns, (e) => e.name, (e, t) => {
			var n = Ri(), r = F(n), i = (e) => {
				var n = Mx(), r = P(n);
				bo(r);
				var i = L(r, 2), a = P(i, !0), o = L(a), s = (e) => {
					var n = jx(), r = I(n, !0);
					R(() => q(r, ` (${B(t).kind})`)), K(e, n);
				};
				J(o, (e) => {
					B(t).kind !== "number" && e(s);
				}), T(i), T(n), R((e) => {
					So(r, e), r.disabled = B(t).kind !== "number", q(a, B(t).name);
				}, [() => B(l).includes(B(t).name)]), U("change", r, (e) => m(B(t).name, e.currentTarget)), K(e, n);
			};
			J(r, (e) => {
				B(t).name !== B(s) && e(i);
			}), K(e, n);
		}), T(v);
		var y = L(v, 2), b = (e) => {
			var t = Nx(), n = I(t, !0);
			R(() => q(n, B(d))), K(e, t);
		};
		J(y, (e) => {
			B(d) && e(b);
		});
		var x = L(y, 2), S = P(x);
		bo(S), Re(2), T(x);
		var C = L(x, 2), w = (e) => {
			var t = Lx(), n = P(t), i = P(n), a = P(i);
			Y(a, 21, () => B(r).columns, (e) => e.name, (e, t) => {
				var n = Px(), r = I(n, !0);
				R(() => q(r, B(t).name)), K(e, n);
			}), T(a), T(i);
			var o = L(i);
			Y(o, 21, () => B(r).preview, ya, (e, t) => {
				var n = Ix();
				Y(n, 21, () => B(t), ya, (e, t) => {
					var n = Fx(), r = I(n, !0);
					R(() => q(r, B(t) ?? "–")), K(e, n);
				}), T(n), K(e, n);
			}), T(o), T(n), T(t), K(e, t);
		};
		J(C, (e) => {
			B(r).preview.length && e(w);
		}), T(t), R(() => {
			X(t, "aria-labelledby", `${n}-title`), X(a, "id", `${n}-title`), q(o, `Columns of ${B(r).name ?? ""}`), X(h, "for", `${n}-target`), X(g, "id", `${n}-target`), _ !== (_ = B(s)) && (g.value = (g.__value = _) ?? "", mo(g, _)), So(S, B(u));
		}), U("change", g, (e) => p(e.currentTarget.value)), U("change", S, (e) => f({ drop_missing: e.currentTarget.checked })), K(e, t);
	};
	J(g, (e) => {
		B(r) && e(_);
	}), K(e, h), k();
}
var Ax, jx, Mx, Nx, Px, Fx, Ix, Lx, Rx, zx = t((() => {
	Q(), Z(), Ox(), Ax = /* @__PURE__ */ W("<option> </option>"), jx = /* @__PURE__ */ W("<span class=\"soft svelte-13ow1ab\"> </span>"), Mx = /* @__PURE__ */ W("<label class=\"svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span> <!></span></label>"), Nx = /* @__PURE__ */ W("<p class=\"bad svelte-13ow1ab\" role=\"alert\"> </p>"), Px = /* @__PURE__ */ W("<th scope=\"col\" class=\"svelte-13ow1ab\"> </th>"), Fx = /* @__PURE__ */ W("<td class=\"svelte-13ow1ab\"> </td>"), Ix = /* @__PURE__ */ W("<tr></tr>"), Lx = /* @__PURE__ */ W("<div class=\"preview svelte-13ow1ab\" tabindex=\"0\" role=\"region\" aria-label=\"The first rows\"><table class=\"svelte-13ow1ab\"><thead><tr></tr></thead><tbody></tbody></table></div>"), Rx = /* @__PURE__ */ W("<section class=\"svelte-13ow1ab\"><h3 class=\"svelte-13ow1ab\"> </h3> <p class=\"target svelte-13ow1ab\"><label class=\"svelte-13ow1ab\">Predict</label> <select></select></p> <fieldset class=\"svelte-13ow1ab\"><legend class=\"svelte-13ow1ab\">from</legend> <!></fieldset> <!> <label class=\"dropping svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span>Leave out rows with missing values</span></label> <!></section>"), Ci(["change"]);
})), Bx = t((() => {}));
// src/panels/data/Examples.svelte
function Vx(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ M([]);
	xs(async () => {
		N(n, (await Ls()).data_sets);
	});
	let r = [
		[
			"well-posed",
			"Well posed",
			"All directions are alike: descent is fast and accurate."
		],
		[
			"collinear",
			"Collinear",
			"Two columns carry the same information: the data do not determine their weights."
		],
		[
			"badly-scaled",
			"Badly scaled",
			"Columns of very different sizes: descent works once they are standardized."
		],
		[
			"ill-conditioned",
			"Ill-conditioned",
			"Powers of one x: the loss settles long before the weights do."
		],
		[
			"large-n",
			"Large n",
			"Half a million rows: every epoch is expensive."
		],
		[
			"large-d",
			"Large d",
			"700 columns, of which the page shows 50."
		]
	], i = /* @__PURE__ */ A(() => [
		{
			data: qp,
			title: "The lesson’s line",
			text: "100 points of y = 3x + 2, with noise."
		},
		...r.map(([e, t, n]) => ({
			data: {
				kind: "case",
				case: e
			},
			title: t,
			text: n
		})),
		...B(n).map(({ name: e, about: t }) => ({
			data: {
				kind: "dataset",
				name: e
			},
			title: e,
			text: t
		}))
	]), a = (e) => e.kind === t.lab.descriptor.kind && (e.kind === "lesson" || e.kind === "case" && t.lab.descriptor.kind === "case" && e.case === t.lab.descriptor.case || e.kind === "dataset" && t.lab.descriptor.kind === "dataset" && e.name === t.lab.descriptor.name);
	var o = Ux(), s = L(P(o), 2);
	Y(s, 21, () => B(i), ({ data: e, title: t, text: n }) => t, (e, n) => {
		let r = () => B(n).data, i = () => B(n).title, o = () => B(n).text;
		var s = Hx(), c = P(s), l = P(c), u = I(l, !0), d = I(L(l, 2), !0);
		T(c), T(s), R((e) => {
			X(c, "aria-pressed", e), q(u, i()), q(d, o());
		}, [() => a(r())]), U("click", c, () => t.lab.load(r(), { advisedRate: r().kind !== "lesson" })), K(e, s);
	}), T(s), T(o), K(e, o), k();
}
var Hx, Ux, Wx = t((() => {
	Q(), Z(), Cs(), Gs(), Yp(), Bx(), Hx = /* @__PURE__ */ W("<li class=\"svelte-1va0q3x\"><button class=\"svelte-1va0q3x\"><span class=\"title svelte-1va0q3x\"> </span> <span class=\"text svelte-1va0q3x\"> </span></button></li>"), Ux = /* @__PURE__ */ W("<section aria-labelledby=\"examples\" class=\"svelte-1va0q3x\"><h3 id=\"examples\" class=\"svelte-1va0q3x\">Or open an example</h3> <ul class=\"svelte-1va0q3x\"></ul></section>"), Ci(["click"]);
})), Gx = t((() => {}));
// src/panels/data/PointTable.svelte
function Kx(e, t) {
	let n = zi();
	O(t, !0);
	let r = /* @__PURE__ */ A(() => t.panels.editor), i = /* @__PURE__ */ A(() => B(r).points), a = /* @__PURE__ */ A(() => B(i) ? [...B(i).names, B(i).target] : []), o = /* @__PURE__ */ M(Fn([])), s = /* @__PURE__ */ M(""), c = /* @__PURE__ */ M(void 0), l = (e, t) => B(i) ? B(i).columns[t]?.[e] ?? B(i).y[e] : NaN, u = (e, t) => String(Number(l(e, t).toPrecision(6))), d = (e) => e.trim() === "" ? NaN : Number(e.trim().replace("−", "-").replace(",", "."));
	function f(e, t, n) {
		let i = d(n.value);
		n.value !== u(e, t) && (lm(i) ? (B(r).set(e, t, i), N(s, "")) : N(s, `“${n.value.slice(0, 20)}” cannot be used: enter a number of at most ${Al(cm)}. The old value is kept.`), n.value = u(e, t));
	}
	function p() {
		let e = B(a).map((e, t) => d(B(o)[t] ?? ""));
		e.every(lm) ? (B(r).add(e), N(o, [], !0), N(s, "The point was added."), document.getElementById(`${n}-new-0`)?.focus()) : N(s, `Enter a number for each of ${B(a).join(", ")}.`);
	}
	async function m(e) {
		B(r).remove(e), N(s, `Point ${e + 1} was deleted.`), await Gr();
		let t = B(c)?.querySelectorAll("button");
		t?.[Math.min(e, t.length - 1)]?.focus();
	}
	function h() {
		B(r).start(), t.panels.reveal();
	}
	var g = eS(), _ = P(g), v = L(_, 2), y = (e) => {
		var t = $x(), l = F(t), d = P(l), g = (e) => {
			var t = qx();
			U("click", t, () => B(r).stop()), K(e, t);
		}, _ = (e) => {
			var t = Jx();
			U("click", t, h), K(e, t);
		};
		J(d, (e) => {
			B(r).active ? e(g) : B(i).names.length === 1 && e(_, 1);
		});
		var v = L(d, 2);
		T(l);
		var y = L(l, 2), b = I(y, !0), x = L(y, 2), S = I(x, !0), C = L(x, 2);
		Y(L(P(C), 2), 18, () => B(a), (e) => e, (e, t, r) => {
			var i = Yx();
			bo(i), R(() => {
				X(i, "id", `${n}-new-${B(r) ?? ""}`), X(i, "aria-label", `${t ?? ""} of a new point`), X(i, "placeholder", t), xo(i, B(o)[B(r)] ?? "");
			}), U("input", i, (e) => B(o)[B(r)] = e.currentTarget.value), K(e, i);
		}), Re(2), T(C);
		var w = L(C, 2), ee = (e) => {
			var t = Zx();
			Y(t, 21, () => B(i).y, ya, (e, t, n) => {
				var o = Xx();
				let s;
				var c = P(o);
				c.textContent = n + 1;
				var l = L(c, 2);
				Y(l, 18, () => B(a), (e) => e, (e, t, i) => {
					var a = Yx();
					bo(a), R((e) => {
						X(a, "aria-label", `${t ?? ""} of point ${n + 1}`), xo(a, e);
					}, [() => u(n, B(i))]), U("change", a, (e) => f(n, B(i), e.currentTarget)), Si("focus", a, () => B(r).chosen = n), K(e, a);
				});
				var d = L(l, 2);
				X(d, "aria-label", `Delete point ${n + 1}`), T(o), R(() => {
					s = ao(o, 1, "row svelte-14nuoow", null, s, { chosen: B(r).chosen === n }), d.disabled = B(i).y.length <= 2;
				}), U("click", d, () => m(n)), K(e, o);
			}), T(t), ns(t, (e) => N(c, e), () => B(c)), K(e, t);
		}, te = (e) => {
			var t = Qx(), n = I(t);
			R((e) => q(n, `The list shows at most 200 points, and there are ${e ?? ""}.`), [() => B(i).y.length.toLocaleString("en-US")]), K(e, t);
		};
		J(w, (e) => {
			B(i).y.length <= 200 ? e(ee) : e(te, -1);
		}), R(() => {
			v.disabled = !B(r).canUndo, q(b, B(i).names.length === 1 ? "On the chart, click to add a point, drag to move one, and press Delete to remove it." : "With several features, points are edited in this table."), q(S, B(s));
		}), U("click", v, () => B(r).undo()), Si("submit", C, (e) => {
			e.preventDefault(), p();
		}), K(e, t);
	}, b = (e) => {
		var t = Qx(), n = I(t);
		R((e) => q(n, `These points cannot be edited: there are more than 5,000 rows, or values beyond ${e ?? ""}.`), [() => Al(cm)]), K(e, t);
	};
	J(v, (e) => {
		B(i) ? e(y) : e(b, -1);
	}), T(g), R(() => {
		X(g, "aria-labelledby", `${n}-title`), X(_, "id", `${n}-title`);
	}), K(e, g), k();
}
var qx, Jx, Yx, Xx, Zx, Qx, $x, eS, tS = t((() => {
	Q(), Z(), Cs(), Vl(), um(), Gx(), qx = /* @__PURE__ */ W("<button class=\"button main\">Done on the chart</button>"), Jx = /* @__PURE__ */ W("<button class=\"button\">Edit points on the chart</button>"), Yx = /* @__PURE__ */ W("<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-14nuoow\"/>"), Xx = /* @__PURE__ */ W("<li><span class=\"index svelte-14nuoow\"></span> <!> <button class=\"button quiet svelte-14nuoow\">✕</button></li>"), Zx = /* @__PURE__ */ W("<ol aria-label=\"Points\" class=\"svelte-14nuoow\"></ol>"), Qx = /* @__PURE__ */ W("<p class=\"note svelte-14nuoow\"> </p>"), $x = /* @__PURE__ */ W("<div class=\"actions\"><!> <button class=\"button\">Undo</button></div> <p class=\"note svelte-14nuoow\"> </p> <p class=\"said svelte-14nuoow\" role=\"status\"> </p> <form class=\"row new svelte-14nuoow\"><span class=\"index svelte-14nuoow\" aria-hidden=\"true\">+</span> <!> <button class=\"button svelte-14nuoow\" type=\"submit\">Add</button></form> <!>", 1), eS = /* @__PURE__ */ W("<section class=\"svelte-14nuoow\"><h3 class=\"svelte-14nuoow\">Edit the points</h3> <!></section>"), Ci([
		"click",
		"input",
		"change"
	]);
}));
// src/panels/data/bringing.svelte.ts
function nS(e) {
	let [t = ""] = e.split("\n", 1);
	return !t.includes("	") || e.includes("\"") ? e : e.split("\n").map((e) => e.split("	")).map((e) => e.map((e) => e.includes(",") ? `"${e}"` : e).join(",")).join("\n");
}
var rS, iS, aS, oS = t((() => {
	Z(), Gs(), yx(), rS = /* @__PURE__ */ new WeakMap(), iS = class e {
		lab;
		#e = /* @__PURE__ */ M("");
		get text() {
			return B(this.#e);
		}
		set text(e) {
			N(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ M(!1);
		get busy() {
			return B(this.#t);
		}
		set busy(e) {
			N(this.#t, e, !0);
		}
		#n = /* @__PURE__ */ M(null);
		get trouble() {
			return B(this.#n);
		}
		set trouble(e) {
			N(this.#n, e);
		}
		#r = /* @__PURE__ */ M(null);
		get refused() {
			return B(this.#r);
		}
		set refused(e) {
			N(this.#r, e);
		}
		#i = /* @__PURE__ */ M(null);
		get refusedOn() {
			return B(this.#i);
		}
		set refusedOn(e) {
			N(this.#i, e);
		}
		content = null;
		#a = /* @__PURE__ */ M(null);
		get sent() {
			return B(this.#a);
		}
		set sent(e) {
			N(this.#a, e);
		}
		constructor(e) {
			this.lab = e;
		}
		static of(t) {
			let n = rS.get(t) ?? new e(t);
			return rS.set(t, n), n;
		}
		#o = /* @__PURE__ */ A(() => {
			let { descriptor: e } = this.lab;
			return this.refused && this.refusedOn === e ? this.refused : e.kind === "upload" || e.kind === "file" ? e : null;
		});
		get table() {
			return B(this.#o);
		}
		set table(e) {
			N(this.#o, e);
		}
		#s = /* @__PURE__ */ A(() => {
			let { file: e } = this.lab, t = this.table;
			return t?.kind === "upload" && t.id === this.sent?.id ? this.sent : t?.kind === "file" && e ? { ...aS(e) } : null;
		});
		get offered() {
			return B(this.#s);
		}
		set offered(e) {
			N(this.#s, e);
		}
		async bringFile(e) {
			await this.bring(e, e.name) && (this.text = "");
		}
		paste() {
			return this.bring(new Blob([nS(this.text)], { type: "text/csv" }), "pasted.csv");
		}
		async bring(e, t) {
			this.busy = !0, this.trouble = null, this.refused = null, this.content = e;
			try {
				let n = await fx(e, t);
				return this.sent = n, await this.choose({
					kind: "upload",
					id: n.id,
					target: n.target
				});
			} catch (t) {
				return this.trouble = await px(t, e), !1;
			} finally {
				this.busy = !1;
			}
		}
		async dropMissing() {
			this.table && await this.choose({
				...this.table,
				drop_missing: !0
			});
		}
		async choose(e) {
			this.trouble = null;
			try {
				await Rs(e), this.refused = null;
			} catch (t) {
				return this.refused = e, this.refusedOn = this.lab.descriptor, this.trouble = await px(t, e.kind === "upload" ? this.content : null), !1;
			}
			return this.lab.load(e, { advisedRate: !0 });
		}
	}, aS = (e) => ({
		name: e.name,
		columns: e.columns,
		preview: []
	});
})), sS = t((() => {})), cS = /* @__PURE__ */ n({ default: () => lS });
function lS(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.lab), r = iS.of(t.panels.lab), i = /* @__PURE__ */ A(() => B(n).data);
	var a = dS(), o = L(F(a), 2), s = (e) => {
		var t = uS(), n = I(t);
		R((e, t) => q(n, `In the lab now: ${B(i).source ?? ""}. ${e ?? ""} rows, ${t ?? ""} → ${B(i).target ?? ""}.
    ${B(i).left_out ?? ""}`), [() => B(i).n.toLocaleString("en-US"), () => B(i).names.join(", ")]), K(e, t);
	};
	J(o, (e) => {
		B(i) && e(s);
	});
	var c = L(o, 2);
	xx(c, {
		get lab() {
			return B(n);
		},
		get bringing() {
			return r;
		}
	});
	var l = L(c, 2);
	kx(l, {
		get lab() {
			return B(n);
		},
		get bringing() {
			return r;
		}
	});
	var u = L(l, 2);
	Kx(u, { get panels() {
		return t.panels;
	} }), Vx(L(u, 2), { get lab() {
		return B(n);
	} }), K(e, a), k();
}
var uS, dS, fS = t((() => {
	Q(), Z(), Dx(), zx(), Wx(), tS(), oS(), rx(), sS(), uS = /* @__PURE__ */ W("<p class=\"about svelte-h469sp\" role=\"status\"> </p>"), dS = /* @__PURE__ */ W("<h2>Your data</h2> <!> <!> <!> <!> <!>", 1);
}));
// src/url.ts
function pS(e) {
	let t = new URLSearchParams();
	for (let [n, r] of Object.entries(gS(e.data))) t.set(n, r);
	for (let [n, r] of Object.entries(_S(e))) t.set(n, r);
	t.set("epoch", String(e.epoch)), e.axes && t.set("axes", e.axes.join(",")), t.set("residuals", e.residuals), t.set("closed", e.closedForm ? "1" : "0");
	for (let n of e.pins) t.append("pin", SS(n));
	return `#${t.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":")}`;
}
function mS(e) {
	let t = new wS(new URLSearchParams(e.replace(/^#/, ""))), n = t.data(), r = {
		...t.run(),
		data: n ?? qp,
		epoch: t.number("epoch", Zp.epoch, [0, Xp.epochs[1]], !0),
		axes: t.axes(),
		residuals: t.choice("residuals", bS, Zp.residuals),
		closedForm: t.flag("closed", Zp.closedForm),
		pins: t.pins()
	};
	return r.epoch > r.epochs && (r.epoch = r.epochs), {
		settings: r,
		namesData: n !== null,
		notices: t.notices
	};
}
function hS(e) {
	let t = new URLSearchParams(e).getAll("hide").join(",");
	return new Set(t.split(",").map((e) => e.trim().toLowerCase()).filter(Boolean));
}
function gS(e) {
	let t = { data: e.kind };
	if (e.kind === "lesson") for (let n of yS) t[n] = String(e[n]);
	else e.kind === "example" ? Object.assign(t, {
		points: e.points,
		n: String(e.n),
		seed: String(e.seed)
	}) : e.kind === "case" ? t.case = e.case : e.kind === "dataset" ? t.name = e.name : e.kind === "upload" || e.kind === "file" ? (e.kind === "upload" && (t.id = e.id), e.target && (t.target = e.target), e.drop_missing && (t.drop = "1")) : e.kind === "points" && e.y.length <= 300 && (t.names = e.names.join(","), t.target = e.target, t.columns = e.columns.map(CS).join(";"), t.y = CS(e.y));
	return e.features && (t.features = e.features.join(",")), t;
}
function _S(e) {
	let t = {
		lr: String(e.lr),
		epochs: String(e.epochs),
		rule: e.rule,
		loss: e.loss,
		standardize: e.standardize ? "1" : "0"
	};
	e.model !== "least-squares" && (t.model = e.model);
	for (let n of yl[e.model].takes) t[n] = String(e[n]);
	return e.start && (t.start = e.start.join(",")), t;
}
function vS(e) {
	if (e === null || e.trim() === "") return null;
	let t = e.split(",").map((e) => e.trim() === "" ? NaN : Number(e));
	return t.every(Number.isFinite) ? t : null;
}
var yS, bS, xS, SS, CS, wS, TS, ES = t((() => {
	Yp(), bl(), oc(), Jm(), $p(), yS = [
		"n",
		"noise",
		"seed",
		"low",
		"high"
	], bS = [
		"none",
		"lines",
		"squares"
	], xS = 1041, SS = (e) => Object.entries(_S(e)).map(([e, t]) => `${e}:${t}`).join(";"), CS = (e) => e.map((e) => String(Number(e.toPrecision(9)))).join(","), wS = class e {
		fields;
		notices = [];
		constructor(e) {
			this.fields = e;
		}
		data() {
			let e = yS.some((e) => this.fields.has(e)), t = this.fields.get("data") ?? (e ? "lesson" : null);
			if (t === null) return null;
			let n = this.descriptor(t);
			if (n === null) return this.notices.push(`The link's data “${TS(t)}” cannot be opened. The lesson's data are shown instead.`), null;
			let r = this.fields.get("features");
			return r ? {
				...n,
				features: r.split(",")
			} : n;
		}
		descriptor(e) {
			if (e === "lesson") return this.lesson();
			if (e === "example") return {
				kind: e,
				points: this.choice("points", Object.keys(Jp), "lesson-line"),
				n: this.number("n", 100, Xp.example, !0),
				seed: this.number("seed", 0, Xp.seed, !0)
			};
			if (e === "case") return {
				kind: e,
				case: this.choice("case", Kp, "collinear")
			};
			if (e === "dataset") {
				let t = this.fields.get("name") ?? "";
				return /^[\w-]{1,40}$/.test(t) ? {
					kind: e,
					name: t
				} : null;
			}
			if (e === "file") return {
				kind: e,
				...this.table()
			};
			if (e === "upload") {
				let t = this.fields.get("id") ?? "";
				return /^[\w-]{1,64}$/.test(t) ? {
					kind: e,
					id: t,
					...this.table()
				} : null;
			}
			return e === "points" ? this.points() : null;
		}
		table() {
			let e = this.fields.get("target"), t = e ? { target: e } : {};
			return this.flag("drop", !1) ? {
				...t,
				drop_missing: !0
			} : t;
		}
		lesson() {
			let e = this.number("low", qp.low, Xp.range), t = this.number("high", qp.high, Xp.range);
			return t <= e && (t = e + 1, this.notices.push(`The link's x-range is empty. It now goes from ${e} to ${t}.`)), {
				kind: "lesson",
				n: this.number("n", qp.n, Xp.n, !0),
				noise: this.number("noise", qp.noise, Xp.noise),
				seed: this.number("seed", qp.seed, Xp.seed, !0),
				low: e,
				high: t
			};
		}
		points() {
			let e = vS(this.fields.get("y")), t = (this.fields.get("columns") ?? "").split(";").map(vS), n = (this.fields.get("names") ?? "").split(",").map(TS);
			return e === null || e.length < 2 || e.length > Xp.points || t.length !== n.length || t.some((t) => t?.length !== e.length) ? null : {
				kind: "points",
				names: n,
				target: TS(this.fields.get("target") ?? "y"),
				columns: t,
				y: e
			};
		}
		run() {
			let e = this.choice("model", Object.keys(yl), Zp.model), t = gl(e);
			for (let n of yl[e].takes) t[n] = this.number(n, t[n], Xp[n], n === "hidden");
			return {
				model: e,
				...t,
				lr: this.rate(),
				epochs: this.number("epochs", Zp.epochs, Xp.epochs, !0),
				rule: this.choice("rule", Object.keys(qm), Zp.rule),
				loss: this.choice("loss", ac, Zp.loss),
				standardize: this.flag("standardize", Zp.standardize),
				start: this.start()
			};
		}
		rate() {
			let e = this.number("lr", Zp.lr, [-Infinity, Xp.lr[1]]);
			return e >= Xp.lr[0] ? e : (this.notices.push(`lr=${TS(this.fields.get("lr") ?? "")} in the link is out of range: ${Zp.lr} is used.`), Zp.lr);
		}
		start() {
			let e = this.fields.get("start");
			if (e === null) return null;
			let t = vS(e), n = t !== null && t.length <= xS && t.every((e) => Math.abs(e) <= 1e9);
			return n || this.notices.push(`start=${TS(e)} in the link is not a list of weights: it is ignored.`), n ? t : null;
		}
		axes() {
			let e = vS(this.fields.get("axes"));
			return e?.length === 2 && e[0] !== e[1] && e.every((e) => Number.isInteger(e) && e >= 0 && e < xS) ? [e[0], e[1]] : null;
		}
		pins() {
			return this.fields.getAll("pin").slice(0, Xp.pins).map((t) => {
				let n = t.split(";").map((e) => e.split(":")), r = new e(new URLSearchParams(n.filter((e) => e.length === 2))), i = r.run();
				return this.notices.push(...r.notices.map((e) => `A pinned run: ${e}`)), i;
			});
		}
		number(e, t, n, r = !1) {
			let i = this.fields.get(e);
			if (i === null) return t;
			let a = i.trim() === "" ? NaN : Number(i);
			if (!Number.isFinite(a)) return this.notices.push(`${e}=${TS(i)} in the link is not a number: ${t} is used.`), t;
			let o = Math.min(Math.max(r ? Math.round(a) : a, n[0]), n[1]);
			return o !== a && this.notices.push(`${e}=${TS(i)} in the link is out of range: ${o} is used.`), o;
		}
		choice(e, t, n) {
			let r = this.fields.get(e);
			if (r === null) return n;
			let i = t.find((e) => e === r);
			return i === void 0 && this.notices.push(`${e}=${TS(r)} in the link is not known: ${n} is used.`), i ?? n;
		}
		flag(e, t) {
			return this.choice(e, ["0", "1"], t ? "1" : "0") === "1";
		}
	}, TS = (e) => e.length > 40 ? `${e.slice(0, 40)}…` : e;
}));
// src/panels/share/links.ts
function DS(e, t, n) {
	let r = new URL(e);
	return r.search = n.length ? `?hide=${n.map(encodeURIComponent).join(",")}` : "", r.hash = t, r.href;
}
function OS(e) {
	return e.kind === "upload" ? "Your upload is not in the link: the link works on this machine only, until this server stops." : e.kind === "file" ? "The file is not in the link: the link works in a lab that was started with the same file." : e.kind === "points" && e.y.length > 300 ? `A link holds at most 300 points, and there are ${e.y.length}: send the data as a file.` : "";
}
var kS, AS = t((() => {
	ES(), kS = [
		{
			name: "rate",
			text: "Learning rate"
		},
		{
			name: "play",
			text: "Play and epochs"
		},
		{
			name: "model",
			text: "Model"
		},
		{
			name: "epochs",
			text: "Number of epochs"
		},
		{
			name: "rule",
			text: "Update rule"
		},
		{
			name: "loss",
			text: "Loss convention"
		},
		{
			name: "standardize",
			text: "Standardize"
		},
		{
			name: "closed",
			text: "Closed form switch"
		},
		{
			name: "residuals",
			text: "Residuals switch"
		},
		{
			name: "start",
			text: "Moving the start"
		},
		{
			name: "data",
			text: "Data settings"
		},
		{
			name: "presets",
			text: "Presets"
		},
		{
			name: "verdict",
			text: "Verdict"
		},
		{
			name: "forecast",
			text: "Forecasts"
		},
		{
			name: "losses",
			text: "Loss per epoch"
		},
		{
			name: "contour",
			text: "Loss over two weights"
		},
		{
			name: "weights",
			text: "Weights per epoch"
		},
		{
			name: "directions",
			text: "Error per direction"
		},
		{
			name: "steps",
			text: "The five steps"
		},
		{
			name: "pins",
			text: "Pinned runs"
		},
		{
			name: "compare",
			text: "Comparisons"
		},
		{
			name: "reset",
			text: "Reset"
		},
		{
			name: "learn",
			text: "Learn"
		},
		{
			name: "your-data",
			text: "Your data"
		},
		{
			name: "share",
			text: "Share"
		}
	];
})), jS = t((() => {}));
// src/panels/share/ForTeachers.svelte
function MS(e, t) {
	O(t, !0);
	let n = [], r = /* @__PURE__ */ M(Fn([])), i = /* @__PURE__ */ A(() => DS(location.href, t.hash, B(r)));
	var a = PS(), o = L(P(a), 4);
	Y(L(P(o), 2), 17, () => kS, ({ name: e, text: t }) => e, (e, t) => {
		let i = () => B(t).name, a = () => B(t).text;
		var o = NS(), s = P(o);
		bo(s);
		var c, l = L(s);
		T(o), R(() => {
			c !== (c = i()) && (s.value = (s.__value = c) ?? ""), q(l, ` ${a() ?? ""}`);
		}), Vo(n, [], s, () => (i(), B(r)), (e) => N(r, e)), K(e, o);
	}), T(o);
	var s = L(o, 2), c = P(s);
	gy(c, {
		get text() {
			return B(i);
		},
		label: "Copy the link for the class"
	});
	var l = L(c, 2);
	T(s);
	var u = L(s, 2);
	bo(u), T(a), R(() => {
		X(l, "href", B(i)), xo(u, B(i));
	}), Si("focus", u, (e) => e.currentTarget.select()), K(e, a), k();
}
var NS, PS, FS = t((() => {
	Q(), Z(), yy(), AS(), jS(), NS = /* @__PURE__ */ W("<label class=\"svelte-vw3qpv\"><input type=\"checkbox\" class=\"svelte-vw3qpv\"/> </label>"), PS = /* @__PURE__ */ W("<section aria-labelledby=\"for-teachers\" class=\"svelte-vw3qpv\"><h3 id=\"for-teachers\" class=\"svelte-vw3qpv\">For teachers</h3> <p class=\"note svelte-vw3qpv\">This link opens the lab as it is now, without the parts that a class should not see or change yet. Check what to hide.</p> <fieldset class=\"svelte-vw3qpv\"><legend class=\"hidden-visually\">Hide</legend> <!></fieldset> <div class=\"actions\"><!> <a class=\"button svelte-vw3qpv\" target=\"_blank\" rel=\"noopener\">Preview it</a></div> <input type=\"text\" readonly=\"\" aria-label=\"Link for the class\" class=\"svelte-vw3qpv\"/></section>");
})), IS = t((() => {})), LS = /* @__PURE__ */ n({ default: () => RS });
function RS(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.lab), r = /* @__PURE__ */ A(() => t.agreement.answer), i = /* @__PURE__ */ A(() => pS(B(n).settings())), a = /* @__PURE__ */ A(() => DS(location.href, B(i), [...B(n).hidden])), o = /* @__PURE__ */ A(() => OS(B(n).descriptor)), s = /* @__PURE__ */ M("");
	xs(() => void t.panels.learning.load());
	async function c(e) {
		N(s, "");
		try {
			Vy(e, await ks(B(n).descriptor), "text/csv");
		} catch (e) {
			N(s, Fs(e), !0);
		}
	}
	var l = GS(), u = L(F(l), 4), d = (e) => {
		var n = HS(), i = F(n), a = P(i);
		gy(L(P(a), 2), { get text() {
			return B(r).python;
		} }), T(a);
		var o = L(a, 2), l = I(P(o), !0);
		T(o), T(i);
		var u = L(i, 2), d = P(u);
		gy(L(P(d), 2), { get text() {
			return B(r).command;
		} }), T(d);
		var f = L(d, 2), p = P(f);
		Y(p, 21, () => B(r).command.split(" "), ya, (e, t, n) => {
			Re();
			var r = zS(), i = F(r, !0);
			i.nodeValue = n ? " " : "";
			var a = I(L(i), !0);
			R(() => q(a, B(t))), K(e, r);
		}), T(p), T(f);
		var m = L(f, 2), h = (e) => {
			let t = /* @__PURE__ */ A(() => B(r).file);
			var n = VS(), i = F(n), a = I(L(P(i)), !0);
			Re(), T(i);
			var o = L(i, 2), l = I(o), u = L(o, 2), d = (e) => {
				var t = BS(), n = I(t, !0);
				R(() => q(n, B(s))), K(e, t);
			};
			J(u, (e) => {
				B(s) && e(d);
			}), R(() => {
				q(a, B(t)), q(l, `Download ${B(t) ?? ""}`);
			}), U("click", o, () => c(B(t))), K(e, n);
		};
		J(m, (e) => {
			B(r).file && e(h);
		}), T(u);
		var g = L(u, 2), _ = L(P(g), 4), v = I(L(P(_), 2), !0);
		T(_);
		var y = L(_, 2);
		{
			let e = /* @__PURE__ */ A(() => t.panels.learning.lesson?.targets ?? []);
			xy(y, {
				get text() {
					return B(r).prompt;
				},
				get targets() {
					return B(e);
				}
			});
		}
		T(g), R(() => {
			q(l, B(r).python), q(v, B(r).prompt);
		}), K(e, n);
	}, f = (e) => {
		var n = US(), r = I(n, !0);
		R(() => q(r, t.agreement.error || "Python is repeating the run…")), K(e, n);
	};
	J(u, (e) => {
		B(r) ? e(d) : e(f, -1);
	});
	var p = L(u, 2), m = P(p);
	gy(L(P(m), 2), {
		get text() {
			return B(a);
		},
		label: "Copy the link"
	}), T(m);
	var h = L(m, 4), g = (e) => {
		var t = WS(), n = I(t, !0);
		R(() => q(n, B(o))), K(e, t);
	};
	J(h, (e) => {
		B(o) && e(g);
	});
	var _ = L(h, 2);
	bo(_), T(p), MS(L(p, 2), { get hash() {
		return B(i);
	} }), R(() => xo(_, B(a))), Si("focus", _, (e) => e.currentTarget.select()), K(e, l), k();
}
var zS, BS, VS, HS, US, WS, GS, KS = t((() => {
	Q(), Z(), Cs(), Gs(), ES(), yy(), Oy(), Hy(), FS(), AS(), rx(), IS(), zS = /* @__PURE__ */ W(" <span class=\"svelte-3oeiyg\"> </span>", 1), BS = /* @__PURE__ */ W("<p class=\"bad svelte-3oeiyg\" role=\"alert\"> </p>"), VS = /* @__PURE__ */ W("<p class=\"note svelte-3oeiyg\">Both expect the data in the file <code class=\"svelte-3oeiyg\"> </code>, in the folder where you run them.</p> <button class=\"button\"> </button> <!>", 1), HS = /* @__PURE__ */ W("<section aria-labelledby=\"as-python\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-python\" class=\"svelte-3oeiyg\">As Python</h3> <!></div> <pre tabindex=\"0\" data-python=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"> </code></pre></section> <section aria-labelledby=\"as-command\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-command\" class=\"svelte-3oeiyg\">As a command</h3> <!></div> <pre tabindex=\"0\" data-command=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"></code></pre> <!></section> <section aria-labelledby=\"in-an-ai\" class=\"svelte-3oeiyg\"><h3 id=\"in-an-ai\" class=\"svelte-3oeiyg\">Open in an AI</h3> <p class=\"note svelte-3oeiyg\">A prompt with the numbers of this run. It leaves this machine only when you open it there.</p> <details class=\"svelte-3oeiyg\"><summary class=\"svelte-3oeiyg\">Read the prompt</summary> <pre class=\"wrapped svelte-3oeiyg\" tabindex=\"0\" data-prompt-text=\"\"> </pre></details> <!></section>", 1), US = /* @__PURE__ */ W("<p class=\"about svelte-3oeiyg\" role=\"status\"> </p>"), WS = /* @__PURE__ */ W("<p class=\"note strong svelte-3oeiyg\"> </p>"), GS = /* @__PURE__ */ W("<h2>Share this run</h2> <p class=\"about svelte-3oeiyg\">Each of these repeats the run that you see, to the last printed digit.</p> <!> <section aria-labelledby=\"as-link\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-link\" class=\"svelte-3oeiyg\">As a link</h3> <!></div> <p class=\"note svelte-3oeiyg\">The link holds everything that you see. It opens wherever <code class=\"svelte-3oeiyg\">downslope lab</code> runs on this port.</p> <!> <input type=\"text\" readonly=\"\" aria-label=\"Link to this page as it is\" class=\"svelte-3oeiyg\"/></section> <!>", 1), Ci(["click"]);
}));
Q(), Z(), Cs();
var qS = /* @__PURE__ */ W("<p class=\"bad svelte-1033gwq\" role=\"alert\">This part of the page could not be loaded: close it and open it again.</p>"), JS = /* @__PURE__ */ W("<p class=\"soft svelte-1033gwq\">Opening…</p>"), YS = /* @__PURE__ */ W("<div class=\"bar svelte-1033gwq\"><!> <button class=\"button quiet close svelte-1033gwq\" aria-label=\"Close\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1033gwq\"><path d=\"M3.5 3.5l9 9m0-9l-9 9\"></path></svg></button></div> <div class=\"body svelte-1033gwq\" role=\"tabpanel\" tabindex=\"-1\"><!></div>", 1), XS = /* @__PURE__ */ W("<aside id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></aside>"), ZS = /* @__PURE__ */ W("<dialog id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></dialog>");
function QS(e, t) {
	O(t, !0);
	let n = (e) => {
		var n = YS(), r = F(n), i = P(r);
		Wv(i, {
			label: "Beside the lab",
			get tabs() {
				return t.panels.tabs;
			},
			get chosen() {
				return t.panels.tab;
			},
			onchoose: (e) => t.panels.show(e)
		});
		var o = L(i, 2);
		T(r);
		var s = L(r, 2);
		la(P(s), () => c[t.panels.tab](), (e) => {
			K(e, JS());
		}, (e, n) => {
			var r = /* @__PURE__ */ A(() => {
				var { default: e } = B(n);
				return { Panel: e };
			}), i = /* @__PURE__ */ A(() => B(r).Panel), a = Ri();
			Fa(F(a), () => B(i), (e, n) => {
				n(e, {
					get panels() {
						return t.panels;
					},
					get agreement() {
						return t.agreement;
					}
				});
			}), K(e, a);
		}, (e) => {
			K(e, qS());
		}), T(s), ns(s, (e) => N(a, e), () => B(a)), R(() => {
			X(s, "id", `panel-${t.panels.tab ?? ""}`), X(s, "aria-labelledby", `tab-${t.panels.tab ?? ""}`);
		}), U("click", o, () => t.panels.close()), K(e, n);
	}, r = new Vv(Fv), i = /* @__PURE__ */ M(void 0), a = /* @__PURE__ */ M(void 0);
	xs(() => {
		let e = () => t.panels.progress.refresh();
		return window.addEventListener("storage", e), () => window.removeEventListener("storage", e);
	}), cr(() => {
		B(i) && !B(i).open && B(i).showModal();
	});
	let o = null;
	cr(() => {
		let { open: e } = t.panels;
		e && o === !1 && Gr().then(() => document.getElementById(`tab-${t.panels.tab}`)?.focus()), o = e;
	}), cr(() => {
		t.panels.tab, t.panels.learning.view, t.panels.learning.sectionId, B(a)?.scrollTo({ top: 0 });
	});
	function s(e) {
		e.key === "Escape" && !e.defaultPrevented && t.panels.close();
	}
	let c = {
		learn: () => Promise.resolve().then(() => (dx(), ax)),
		data: () => Promise.resolve().then(() => (fS(), cS)),
		share: () => Promise.resolve().then(() => (KS(), LS))
	};
	var l = Ri(), u = F(l), d = (e) => {
		var a = Ri(), o = F(a), c = (e) => {
			var t = XS(), r = P(t);
			n(r), T(t), U("keydown", t, s), K(e, t);
		}, l = (e) => {
			var r = ZS(), a = P(r);
			n(a), T(r), ns(r, (e) => N(i, e), () => B(i)), Si("close", r, () => t.panels.open && t.panels.close()), K(e, r);
		};
		J(o, (e) => {
			r.current ? e(c) : e(l, -1);
		}), K(e, a);
	};
	J(u, (e) => {
		t.panels.open && e(d);
	}), K(e, l), k();
}
Ci(["click", "keydown"]);
// src/panels/AgreementBadge.svelte?svelte&type=style&lang.css
var $S = t((() => {}));
// src/panels/AgreementBadge.svelte
function eC(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => {
		if (Ds.stopped) return {
			tone: "soft",
			what: "Python",
			how: "the server has stopped"
		};
		if (t.agreement.error) return {
			tone: "bad",
			what: "Python",
			how: t.agreement.error
		};
		if (!t.agreement.answer) return {
			tone: "soft",
			what: "Python",
			how: "is checking…"
		};
		let e = Il(t.agreement.difference, 2), n = !t.lab.isLine && t.agreement.apartFrom > 5;
		return !t.agreement.agrees && n ? {
			tone: "soft",
			what: "Python agrees",
			how: `to epoch ${t.agreement.apartFrom - 1}; then rounding decides`
		} : t.agreement.agrees ? {
			tone: "good",
			what: "Python agrees",
			how: t.agreement.difference === 0 ? "to the last bit" : `within ${e}`
		} : {
			tone: "bad",
			what: "Python differs",
			how: `by ${e}`
		};
	});
	var r = tC(), i = P(r), a = I(i, !0), o = L(i, 2), s = I(o, !0);
	T(r), R(() => {
		q(a, B(n).what), ao(o, 1, Qa(B(n).tone), "svelte-5gzftm"), X(o, "data-agrees", t.agreement.agrees), q(s, B(n).how);
	}), K(e, r), k();
}
var tC, nC = t((() => {
	Q(), Z(), Os(), Vl(), $S(), tC = /* @__PURE__ */ W("<div><dt class=\"svelte-5gzftm\"> </dt> <dd> </dd></div>");
})), rC = t((() => {}));
Q(), Z(), Ql(), Hm(), Vl(), og(), Jm(), $p(), nC(), rC();
var iC = /* @__PURE__ */ W("<dl><div><dt>condition number</dt> <dd> </dd></div> <div><dt>until 1% above the floor</dt> <dd> </dd></div> <div><dt>until three digits are right</dt> <dd> </dd></div> <!></dl>"), aC = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), oC = /* @__PURE__ */ W("<section aria-label=\"Verdict\"><div class=\"words\"><h2> </h2> <p> </p></div> <!> <!> <!></section>");
function sC(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = /* @__PURE__ */ A(() => n().diagnosis), i = /* @__PURE__ */ A(() => !B(r) || !n().spectrum ? null : Jh(B(r), {
		names: n().weightNames,
		direction: Lm(n().spectrum.axes[B(r).culprit], n().weightNames),
		closedForm: n().best ?? [],
		epochs: n().epochs,
		standardize: n().standardize,
		rule: n().rule,
		mostEpochs: Xp.epochs[1],
		remains: n().data?.remains || t.agreement.answer?.diagnosis?.remains || "What remains is what these columns cannot explain: noise, a curve, or missing columns."
	}));
	function a(e) {
		e.standardize !== void 0 && (n().standardize = e.standardize, n().spectrum && n().setRate(Ih(n().spectrum, qm[n().rule]))), e.lr !== void 0 && n().setRate(e.lr), e.epochs !== void 0 && n().setEpochs(e.epochs);
	}
	var o = Ri(), s = F(o), c = (e) => {
		var o = oC(), s = P(o), c = P(s), l = I(c, !0), u = I(L(c, 2), !0);
		T(s);
		var d = L(s, 2), f = (e) => {
			var i = iC(), a = P(i), o = I(L(P(a), 2), !0);
			T(a);
			var s = L(a, 2), c = I(L(P(s), 2), !0);
			T(s);
			var l = L(s, 2), u = I(L(P(l), 2), !0);
			T(l), eC(L(l, 2), {
				get lab() {
					return n();
				},
				get agreement() {
					return t.agreement;
				}
			}), T(i), R((e, t, n) => {
				q(o, e), q(c, t), q(u, n);
			}, [
				() => $(B(r).condition, 3),
				() => B(r).exact ? "the floor is 0 (exact)" : Ml(B(r).forecast.loss),
				() => Ml(B(r).forecast.toTolerance)
			]), K(e, i);
		}, p = /* @__PURE__ */ A(() => n().shows("forecast"));
		J(d, (e) => {
			B(p) && e(f);
		});
		var m = L(d, 2), h = (e) => {
			let t = /* @__PURE__ */ A(() => B(i).fix);
			var n = aC(), r = I(n, !0);
			R(() => q(r, B(t).text)), U("click", n, () => a(B(t))), K(e, n);
		};
		J(m, (e) => {
			B(i).fix && e(h);
		}), Xl(L(m, 2), {
			get text() {
				return `${B(i).headline ?? ""} ${B(i).reason ?? ""}`;
			},
			wait: 700
		}), T(o), R(() => {
			ao(o, 1, `verdict ${B(i).tone ?? ""}`), q(l, B(i).headline), q(u, B(i).reason);
		}), K(e, o);
	};
	J(s, (e) => {
		B(r) && B(i) && e(c);
	}), K(e, o), k();
}
Ci(["click"]), Z(), Cs();
var cC = 7, lC = 12, uC = 600;
function dC(e) {
	cr(() => {
		if (e.playing) return Jr(() => fC(e));
	});
}
function fC(e) {
	return matchMedia("(prefers-reduced-motion: reduce)").matches ? mC(e) : pC(e);
}
function pC(e) {
	let t = Math.max(lC, e.epochs / cC) / 1e3, n = e.epoch, r = performance.now(), i = requestAnimationFrame(function a(o) {
		n += Math.max(0, o - r) * t, r = o, hC(e, n), e.playing && (i = requestAnimationFrame(a));
	});
	return () => cancelAnimationFrame(i);
}
function mC(e) {
	let t = setInterval(() => hC(e, e.epoch + Math.ceil(e.epochs / 10)), uC);
	return () => clearInterval(t);
}
function hC(e, t) {
	e.jump(Math.floor(t)), e.epoch >= e.epochs && (e.playing = !1);
}
// src/panels/ModelVerdict.svelte
var gC = /* @__PURE__ */ n({ default: () => _C });
function _C(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.lab.trained), r = /* @__PURE__ */ A(() => t.lab.run), i = /* @__PURE__ */ A(() => t.agreement.answer?.diagnosis ?? null), a = /* @__PURE__ */ A(() => B(i)?.status ?? B(n).status), o = {
		converged: "Converged: more epochs would change nothing that counts.",
		converging: "Converging: the run is still on its way.",
		diverging: "Diverging.",
		unstable: "Unstable: the weights stay bounded, but they do not settle."
	}, s = /* @__PURE__ */ A(() => B(r) ? B(i)?.cause === "separable" ? "No finite weights are best: the classes can be separated, and the loss falls forever." : B(a) ? o[B(a)] ?? "" : `The loss goes from ${$(B(r).losses[0])} to ${$(B(r).losses[B(r).epochs])} in ${Ml(B(r).epochs)}.` : ""), c = /* @__PURE__ */ A(() => B(r) ? B(r).losses.findIndex((e) => !Number.isFinite(e)) : -1), l = /* @__PURE__ */ A(() => {
		if (!B(r)) return "";
		if (B(i)) return B(i).sentence;
		let e = t.lab.floor;
		return B(c) >= 0 ? `The numbers overflow at epoch ${jl(B(c))}.` : `${Number.isNaN(e) ? "" : ` The lowest loss is ${$(e)}.`} Python is judging where the run leads.`.trim();
	}), u = /* @__PURE__ */ A(() => B(a) === "diverging" || B(a) === "unstable" ? "bad" : B(a) === "converged" ? "good" : "plain"), d = /* @__PURE__ */ A(() => B(i) && B(i).status !== "converged" && B(i).lr_advised !== null && Math.abs(B(i).lr_advised / t.lab.lr - 1) > .02 ? B(i).lr_advised : null), f = /* @__PURE__ */ A(() => B(r) && B(r).epochs < t.lab.epochs ? B(r).epochs : 0);
	var p = Ri(), m = F(p), h = (e) => {
		var t = vC(), r = I(P(t), !0);
		T(t), R(() => q(r, B(n).fault)), K(e, t);
	}, g = (e) => {
		var r = SC(), i = P(r), a = P(i), o = I(a, !0), c = L(a, 2), p = P(c), m = L(p), h = (e) => {
			var n = Li();
			R((e) => q(n, `The page runs only ${e ?? ""} of this ${yl[t.lab.model].text ?? ""}: more would take too long.`), [() => Ml(B(f))]), K(e, n);
		};
		J(m, (e) => {
			B(f) && e(h);
		}), T(c), T(i);
		var g = L(i, 2), _ = (e) => {
			var r = bC(), i = P(r), a = P(i), o = I(a), s = I(L(a, 2), !0);
			T(i);
			var c = L(i, 2), l = (e) => {
				var t = yC(), r = I(L(P(t), 2), !0);
				T(t), R((e) => q(r, e), [() => B(n).globalLimit === null ? "no rate is" : ig(B(n).globalLimit)]), K(e, t);
			};
			J(c, (e) => {
				t.lab.rule === "gd" && e(l);
			});
			var u = L(c, 2), d = I(L(P(u), 2), !0);
			T(u), eC(L(u, 2), {
				get lab() {
					return t.lab;
				},
				get agreement() {
					return t.agreement;
				}
			}), T(r), R((e, t) => {
				q(o, `limit ${B(n).limit?.at ?? "" ?? ""}`), q(s, e), q(d, t);
			}, [() => ig(t.lab.limit), () => Number.isNaN(t.lab.floor) ? "not known" : $(t.lab.floor)]), K(e, r);
		}, v = /* @__PURE__ */ A(() => t.lab.shows("forecast"));
		J(g, (e) => {
			B(v) && e(_);
		});
		var y = L(g, 2), b = (e) => {
			var n = xC(), r = I(n);
			R((e) => q(r, `Use ${e ?? ""}`), [() => ig(B(d))]), U("click", n, () => t.lab.setRate(B(d))), K(e, n);
		};
		J(y, (e) => {
			B(d) !== null && e(b);
		}), Xl(L(y, 2), {
			get text() {
				return `${B(s) ?? ""} ${B(l) ?? ""}`;
			},
			wait: 700
		}), T(r), R(() => {
			ao(r, 1, `verdict ${B(u) ?? ""}`), q(o, B(s)), q(p, `${B(l) ?? ""} `);
		}), K(e, r);
	};
	J(m, (e) => {
		B(n).fault ? e(h) : B(r) && e(g, 1);
	}), K(e, p), k();
}
var vC, yC, bC, xC, SC, CC = t((() => {
	Q(), Z(), Ql(), Vl(), bl(), og(), nC(), rC(), vC = /* @__PURE__ */ W("<section class=\"verdict bad\" aria-label=\"Verdict\"><h2> </h2></section>"), yC = /* @__PURE__ */ W("<div><dt>safe from anywhere</dt> <dd> </dd></div>"), bC = /* @__PURE__ */ W("<dl><div><dt> </dt> <dd> </dd></div> <!> <div><dt>lowest loss</dt> <dd> </dd></div> <!></dl>"), xC = /* @__PURE__ */ W("<button class=\"button main\"> </button>"), SC = /* @__PURE__ */ W("<section aria-label=\"Verdict\"><div class=\"words\"><h2> </h2> <p> <!></p></div> <!> <!> <!></section>"), Ci(["click"]);
}));
// src/lib/models/minimum.ts
function wC(e) {
	if (!e.convex) return null;
	let t = e.solve ? e.solve() : DC(e);
	if (t === null) return null;
	let { values: n } = TC(e, t, !0);
	return {
		weights: t,
		loss: xg(e, t),
		steepest: Math.max(n[0] ?? 0, 0)
	};
}
function TC(e, t, n = !1) {
	let r = EC(e, t), i = e.size, a = Array.from({ length: i }, (e, t) => t), o = n && e.isFree ? a.filter((n) => e.isFree(t, n)) : a;
	return o.length === i ? Pc(r, i) : Pc(Float64Array.from(o.flatMap((e) => o.map((t) => r[e * i + t]))), o.length);
}
function EC(e, t) {
	let n = e.size, r = new Float64Array(n * n), i = new Float64Array(n);
	for (let a = 0; a < n; a++) i.fill(0), i[a] = 1, e.hessianProduct(t, i, r.subarray(a * n, (a + 1) * n));
	return r;
}
function DC(e) {
	let t = e.size, n = new Float64Array(t), r = xg(e, n), i = e.majorizer?.();
	for (let t = 0; t < jC; t++) {
		let t = Sg(e, n), a = EC(e, n), o = kC(e, a, t);
		if (o === null && i && (o = kC(e, i, t)), o === null) return null;
		let s = i ?? a, c = AC(s, o) / AC(s, n);
		if (c <= PC) {
			if (n = n.map((e, t) => e - o[t]), c <= FC) return n;
			continue;
		}
		let l = OC(e, n, r, o, i ? NC : MC), u = l === null && i ? kC(e, i, t) : null;
		if (u && (l = OC(e, n, r, u, MC)), l === null) return null;
		n = l, r = xg(e, n);
	}
	return null;
}
function OC(e, t, n, r, i) {
	for (let a = 0, o = 1; a < i; a++, o /= 2) {
		let i = t.map((e, t) => e - o * r[t]);
		if (xg(e, i) < n) return i;
	}
	return null;
}
function kC(e, t, n) {
	let r = e.size, i = 0;
	for (let e = 0; e < r; e++) i += t[e * r + e];
	if (!(i > 0 && i < Infinity)) return null;
	let a = t.slice();
	for (let t of e.redundant) for (let e = 0; e < r; e++) for (let n = 0; n < r; n++) a[e * r + n] += i / r * t[e] * t[n];
	for (let e = 0; e < 1e3 * i; e = e === 0 ? 1e-9 * i / r : 10 * e) {
		let t = a.slice();
		for (let n = 0; n < r; n++) t[n * r + n] += e;
		let i = Mc(t, r);
		if (i) return Nc(i, n);
	}
	return null;
}
function AC(e, t) {
	let n = t.length, r = 0;
	for (let i = 0; i < n; i++) for (let a = 0; a < n; a++) r += t[i] * e[i * n + a] * t[a];
	return Math.sqrt(Math.max(r, 0));
}
var jC, MC, NC, PC, FC, IC = t((() => {
	Cg(), Lc(), jC = 200, MC = 40, NC = 5, PC = 1e-6, FC = 1e-10;
}));
// src/lib/models/terrain.ts
function LC(e, t, n, r) {
	let i = /* @__PURE__ */ new Float64Array(1681), a = new Float64Array(e.target.length), o = Infinity;
	for (let s = 0; s < 41; s++) for (let c = 0; c < 41; c++) {
		let l = t(n[0] + (n[1] - n[0]) * c / 40, r[0] + (r[1] - r[0]) * s / 40);
		bg(e, l, a);
		let u = e.loss(a, l);
		i[s * 41 + c] = Number.isNaN(u) ? Infinity : u, o = Math.min(o, i[s * 41 + c]);
	}
	return {
		x: n,
		y: r,
		values: i,
		lowest: o
	};
}
function RC({ x: e, y: t, values: n }, r) {
	let i = [], [a, o] = [(e[1] - e[0]) / 40, (t[1] - t[0]) / 40], s = [
		[0, 0],
		[1, 0],
		[1, 1],
		[0, 1]
	];
	for (let c = 0; c < 40; c++) for (let l = 0; l < 40; l++) {
		let u = s.map(([e, t]) => n[(c + t) * 41 + l + e]), d = [];
		for (let n = 0; n < 4; n++) {
			let [i, f] = [u[n], u[(n + 1) % 4]];
			if (i > r == f > r) continue;
			let p = Number.isFinite(i) && Number.isFinite(f) ? (r - i) / (f - i) : .5, [m, h] = [s[n], s[(n + 1) % 4]];
			d.push(e[0] + (l + m[0] + p * (h[0] - m[0])) * a, t[0] + (c + m[1] + p * (h[1] - m[1])) * o);
		}
		for (let e = 0; e + 3 < d.length; e += 4) i.push(...d.slice(e, e + 4));
	}
	return i;
}
var zC = t((() => {
	Cg();
})), BC = t((() => {})), VC = /* @__PURE__ */ n({ default: () => HC });
function HC(e, t) {
	O(t, !0);
	let n = ms(t, "height", 3, 340), r = 1.22, i = /* @__PURE__ */ A(() => t.lab.trained.model), a = /* @__PURE__ */ A(() => t.lab.run), o = /* @__PURE__ */ A(() => t.lab.weightNames), s = /* @__PURE__ */ A(() => t.lab.axes), l = /* @__PURE__ */ A(() => c(B(s), 2)), u = /* @__PURE__ */ A(() => B(l)[0]), d = /* @__PURE__ */ A(() => B(l)[1]), f = /* @__PURE__ */ M(null);
	function p() {
		let e = B(a).epochs;
		for (; e > 0 && !Eg(B(a), e).every(Number.isFinite);) e--;
		return e;
	}
	let m = /* @__PURE__ */ A(() => t.lab.best), h = /* @__PURE__ */ A(() => B(m) ?? (B(a) ? Array.from(Tg(B(a), p())) : null)), g = /* @__PURE__ */ A(() => {
		if (!B(i) || !B(h)) return [1, 1];
		let e = (xg(B(i), B(i).fromUserUnits(t.lab.startWeights)) - t.lab.floor) / 25, n = EC(B(i), B(i).fromUserUnits(B(h))), a = [B(u), B(d)].map((a) => {
			let o = Math.abs(t.lab.startWeights[a] - B(h)[a]), s = 4 * Math.max(o, Math.abs(B(h)[a])) || Infinity, c = B(i).problem.units === null ? Math.sqrt(2 * e / n[a * B(i).size + a]) : 0;
			return r * Math.max(o, .35 * Math.abs(B(h)[a]), Math.min(c || 0, s), 1e-6);
		});
		return [a[0], a[1]];
	}), _ = /* @__PURE__ */ A(() => {
		if (!B(i)?.convex || !B(h)) return null;
		let e = B(h), n = (n) => {
			let r = t.lab.axes[n];
			return {
				domain: [e[r] - B(g)[n], e[r] + B(g)[n]],
				title: B(o)[r] === "intercept" ? "intercept" : `weight of ${B(o)[r]}`,
				count: 5
			};
		}, r = B(o).length > 2;
		return {
			at(t, n) {
				let r = [...e];
				return [r[B(u)], r[B(d)]] = [t, n], B(i).fromUserUnits(r);
			},
			axes: [n(0), n(1)],
			best: B(m) ? [B(m)[B(u)], B(m)[B(d)]] : null,
			note: r ? `A slice through the loss: all other weights are those ${B(m) ? "with the lowest loss" : "at the end of the run"}.` : ""
		};
	}), v = /* @__PURE__ */ A(() => {
		if (!B(i) || B(i).convex || !B(a)) return null;
		let e = Eg(B(a), p()), { values: t, vectors: n } = TC(B(i), e), [o, s] = n, c = (t, n) => t.reduce((t, r, i) => t + r * (n[i] - e[i]), 0), l = Array.from({ length: B(a).epochs + 1 }, (e, t) => {
			let n = Eg(B(a), t);
			return [c(o, n), c(s, n)];
		}), u = [0, 1].map((e) => {
			let t = .5;
			for (let n of l) {
				let r = Math.abs(n[e]);
				r > t && r < 20 && (t = r);
			}
			return r * t;
		}), d = t.reduce((e, t) => e + Math.abs(t), 0), f = (Math.abs(t[0]) + Math.abs(t[1])) / d, m = (e) => ({
			domain: [-u[e], u[e]],
			title: `along the ${e ? "second" : "first"} direction, λ = ${$(t[e], 3)}`,
			count: 5
		});
		return {
			at: (t, n) => e.map((e, r) => e + t * o[r] + n * s[r]),
			place: (e) => l[e],
			axes: [m(0), m(1)],
			best: null,
			note: `The plane of the two directions in which the loss is most curved where the run ends; they have ${Nl(f)} of the curvature of all ${B(i).size}. The path is projected onto it.`
		};
	}), y = /* @__PURE__ */ A(() => B(_) ?? B(v)), x = (e) => B(v)?.place(e) ?? [B(a).weights[e * B(a).p + B(u)], B(a).weights[e * B(a).p + B(d)]], S = /* @__PURE__ */ A(() => B(f) ?? B(y)?.axes), C = /* @__PURE__ */ M(null);
	cr(() => {
		let [e, t] = [B(y), B(i)];
		if (!e || !t || B(f)) return;
		let n = setTimeout(() => {
			N(C, LC(t, e.at, e.axes[0].domain, e.axes[1].domain));
		}, 120);
		return () => clearTimeout(n);
	});
	let w = /* @__PURE__ */ A(() => {
		if (!B(C) || !B(i)) return [];
		let e = Math.min(B(C).lowest, Number.isNaN(t.lab.floor) || B(o).length > 2 ? Infinity : t.lab.floor), n = xg(B(i), B(i).fromUserUnits(t.lab.startWeights)) - e, r = B(C).values.filter(Number.isFinite), a = n > 0 && Number.isFinite(n) ? 2 * n : Math.max(...r) - e;
		return Array.from({ length: 9 }, (t, n) => e + a / 3.2 ** n);
	}), ee = /* @__PURE__ */ A(() => B(C) ? B(w).map((e) => RC(B(C), e)) : []);
	function te(e, { x: t, y: n }) {
		let r = "";
		for (let i = 0; i < e.length; i += 4) r += `M${t(e[i]).toFixed(1)},${n(e[i + 1]).toFixed(1)}L${t(e[i + 2]).toFixed(1)},${n(e[i + 3]).toFixed(1)}`;
		return r;
	}
	function ne(e, { x: t, y: n }) {
		let r = null;
		for (let i = 0; i < e.length; i += 4) {
			let a = [t(e[i]), n(e[i + 1])];
			a[0] > t.range[0] + 30 && a[0] < t.range[1] - 30 && a[1] > n.range[1] + 15 && a[1] < n.range[0] - 15 && (!r || a[1] < r[1]) && (r = a);
		}
		let i = B(y)?.best ?? [0, 0];
		return r && Math.hypot(r[0] - t(i[0]), r[1] - n(i[1])) < 44 ? null : r;
	}
	let re = /* @__PURE__ */ A(() => t.lab.shownEpoch);
	function ie(e, t, { x: n, y: r }) {
		return mp(t - e + 1, (t) => n(x(e + t)[0]), (t) => r(x(e + t)[1]));
	}
	let ae = /* @__PURE__ */ A(() => t.lab.weights && B(i)?.convex ? `At epoch ${B(re)} the path is at ${B(o)[B(u)]} ${$(t.lab.weights[B(u)])}, ${B(o)[B(d)]} ${$(t.lab.weights[B(d)])}${B(m) ? `; the lowest loss is at ${$(B(m)[B(u)])}, ${$(B(m)[B(d)])}` : ""}.` : `The path of the run at epoch ${B(re)}, in the plane of the two most curved directions.`);
	{
		let r = (e) => {
			var n = Ri(), r = F(n), i = (e) => {
				var n = UC();
				U("click", n, () => t.lab.setStart(null)), K(e, n);
			}, a = /* @__PURE__ */ A(() => t.lab.shows("start") && t.lab.start);
			J(r, (e) => {
				B(a) && e(i);
			}), K(e, n);
		}, s = /* @__PURE__ */ A(() => B(i)?.convex === !1 ? "Loss over its two most curved directions" : "Loss over two weights"), c = /* @__PURE__ */ A(() => B(y)?.note ?? "");
		eu(e, {
			get title() {
				return B(s);
			},
			get text() {
				return B(ae);
			},
			get note() {
				return B(c);
			},
			controls: r,
			children: (e, r) => {
				var s = Ri(), c = F(s), l = (e) => {
					var r = XC(), s = F(r);
					{
						let e = (e, n = b) => {
							let r = /* @__PURE__ */ A(() => n());
							var o = JC(), s = F(o);
							Y(s, 17, () => B(ee), ya, (e, t) => {
								var r = WC();
								R((e) => X(r, "d", e), [() => te(B(t), n())]), K(e, r);
							});
							var c = L(s);
							Y(c, 17, () => B(ee), ya, (e, t, r, i) => {
								let a = /* @__PURE__ */ A(() => r % 2 == 1 ? ne(B(t), n()) : null);
								var o = Ri(), s = F(o), c = (e) => {
									var t = GC(), n = I(t, !0);
									R((e) => {
										X(t, "x", B(a)[0]), X(t, "y", B(a)[1]), q(n, e);
									}, [() => $(B(w)[r], 2)]), K(e, t);
								};
								J(s, (e) => {
									B(a) && e(c);
								}), K(e, o);
							});
							var l = L(c), p = L(l), m = L(p), h = (e) => {
								var t = KC(), n = F(t), i = L(n);
								R((e, t, r, a) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(i, "x", r), X(i, "y", a);
								}, [
									() => B(r).x(B(y).best[0]),
									() => B(r).y(B(y).best[1]),
									() => B(r).x(B(y).best[0]) + 13,
									() => B(r).y(B(y).best[1]) - 9
								]), K(e, t);
							};
							J(m, (e) => {
								t.lab.closedForm && B(y).best && e(h);
							});
							var g = L(m), _ = L(g), v = (e) => {
								{
									let r = /* @__PURE__ */ A(() => [B(u), B(d)]);
									Ap(e, {
										get lab() {
											return t.lab;
										},
										get axes() {
											return B(r);
										},
										get scales() {
											return n();
										},
										ongrab: (e) => N(f, e ? B(y).axes : null)
									});
								}
							}, S = (e) => {
								var t = qC(), n = F(t), i = L(n);
								R((e, t, r, a) => {
									X(n, "cx", e), X(n, "cy", t), X(i, "x", r), X(i, "y", a);
								}, [
									() => B(r).x(x(0)[0]),
									() => B(r).y(x(0)[1]),
									() => B(r).x(x(0)[0]),
									() => B(r).y(x(0)[1]) - 13
								]), K(e, t);
							};
							J(_, (e) => {
								t.lab.startMoves && B(i)?.convex ? e(v) : e(S, -1);
							}), R((e, t, n, r) => {
								X(l, "d", e), X(p, "d", t), X(g, "cx", n), X(g, "cy", r);
							}, [
								() => ie(B(re), B(a).epochs, n()),
								() => ie(0, B(re), n()),
								() => B(r).x(x(B(re))[0]),
								() => B(r).y(x(B(re))[1])
							]), K(e, o);
						}, r = /* @__PURE__ */ A(() => t.lab.shows("start") ? (e, n, r) => !B(f) && Ep(t.lab, [B(u), B(d)], [e, n], r) : void 0);
						vp(s, {
							get x() {
								return B(S)[0];
							},
							get y() {
								return B(S)[1];
							},
							get height() {
								return n();
							},
							label: "Loss contours with the path of the run",
							get onpick() {
								return B(r);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var c = L(s, 2), l = P(c), p = (e) => {
						var n = YC(), r = F(n), i = I(r), a = L(r, 2), s = (e) => {
							Kl(e, { get lab() {
								return t.lab;
							} });
						};
						J(a, (e) => {
							B(o).length > 2 && e(s);
						}), R((e, t) => q(i, `epoch ${B(re) ?? ""}: ${B(o)[B(u)] ?? ""} ${e ?? ""}, ${B(o)[B(d)] ?? ""} ${t ?? ""}`), [() => $(t.lab.weights[B(u)]), () => $(t.lab.weights[B(d)])]), K(e, n);
					};
					J(l, (e) => {
						B(i)?.convex && t.lab.weights && e(p);
					}), T(c), K(e, r);
				};
				J(c, (e) => {
					B(y) && B(S) && B(a) && e(l);
				}), K(e, s);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	k();
}
var UC, WC, GC, KC, qC, JC, YC, XC, ZC = t((() => {
	Q(), Z(), Og(), Vl(), Cg(), IC(), zC(), Yl(), iu(), Tp(), Mp(), gp(), Op(), BC(), UC = /* @__PURE__ */ W("<button class=\"button quiet\">Reset the start</button>"), WC = /* @__PURE__ */ G("<path class=\"level svelte-1kzypm4\"></path>"), GC = /* @__PURE__ */ G("<text class=\"height svelte-1kzypm4\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), KC = /* @__PURE__ */ G("<path class=\"best svelte-1kzypm4\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text svelte-1kzypm4\">lowest loss</text>", 1), qC = /* @__PURE__ */ G("<circle class=\"from svelte-1kzypm4\" r=\"6\"></circle><text class=\"from-text svelte-1kzypm4\" text-anchor=\"middle\">start</text>", 1), JC = /* @__PURE__ */ G("<!><!><path class=\"ahead svelte-1kzypm4\"></path><path class=\"path svelte-1kzypm4\"></path><!><circle class=\"now svelte-1kzypm4\" r=\"5.5\"></circle><!>", 1), YC = /* @__PURE__ */ W("<span class=\"svelte-1kzypm4\"> </span> <!>", 1), XC = /* @__PURE__ */ W("<!> <div class=\"key svelte-1kzypm4\"><!></div>", 1), Ci(["click"]);
}));
Q(), Z(), Cs(), Os(), ES();
var QC = /* @__PURE__ */ W("<button class=\"button\">Reset everything</button>"), $C = /* @__PURE__ */ W("<div class=\"half\"><!></div>"), ew = /* @__PURE__ */ W("<div class=\"whole svelte-1n46o8q\"><!></div>"), tw = /* @__PURE__ */ W("<div><!></div>"), nw = /* @__PURE__ */ W("<div><div class=\"page svelte-1n46o8q\"><!> <!> <div class=\"stage svelte-1n46o8q\"><section class=\"dock svelte-1n46o8q\" aria-label=\"Learning rate and epoch\"><!> <!></section> <section class=\"settings svelte-1n46o8q\" aria-label=\"Settings\"><!> <!> <!> <!></section> <main class=\"svelte-1n46o8q\"><!> <div class=\"pictures svelte-1n46o8q\"><div><!></div> <!> <!> <!> <!></div> <!> <!></main></div></div> <!></div>");
function rw(e, t) {
	O(t, !0);
	let n = ms(t, "lab", 7), r = ms(t, "embedded", 3, !1), i = Jr(() => new wl(n())), a = Jr(() => new Iv(n(), t.search)), o = /* @__PURE__ */ A(() => n().opened && n().data !== null), s = () => Promise.resolve().then(() => (CC(), gC)), c = () => Promise.resolve().then(() => (ZC(), VC));
	Jr(() => dC(n())), ur(() => {
		n().sealed = a.open && a.tab === "learn" && a.learning.asks;
	}), cr(() => r() ? void 0 : Ds.watch()), cr(() => {
		let e = n().settings();
		if (!n().opened || n().playing || r()) return;
		let t = setTimeout(() => history.replaceState(null, "", pS(e)), 250);
		return () => clearTimeout(t);
	});
	function l() {
		!r() && location.hash !== pS(n().settings()) && n().open(location.hash);
	}
	var u = nw();
	Si("keydown", Jn, (e) => !r() && y_(e, n())), Si("hashchange", Jn, l);
	let d;
	var f = P(u), p = P(f);
	D_(p, {
		get lab() {
			return n();
		},
		children: (e, t) => {
			V_(e, { get panels() {
				return a;
			} });
		},
		$$slots: { default: !0 }
	});
	var m = L(p, 2);
	N_(m, { get lab() {
		return n();
	} });
	var h = L(m, 2), g = P(h), _ = P(g), v = (e) => {
		l_(e, { get lab() {
			return n();
		} });
	}, y = /* @__PURE__ */ A(() => n().shows("rate"));
	J(_, (e) => {
		B(y) && e(v);
	});
	var b = L(_, 2), x = (e) => {
		__(e, { get lab() {
			return n();
		} });
	}, S = /* @__PURE__ */ A(() => n().shows("play"));
	J(b, (e) => {
		B(S) && e(x);
	}), T(g);
	var C = L(g, 2), w = P(C), ee = (e) => {
		a_(e, { get lab() {
			return n();
		} });
	}, te = /* @__PURE__ */ A(() => n().shows("model"));
	J(w, (e) => {
		B(te) && e(ee);
	});
	var ne = L(w, 2);
	p_(ne, { get lab() {
		return n();
	} });
	var re = L(ne, 2), ie = (e) => {
		Qg(e, { get lab() {
			return n();
		} });
	}, ae = /* @__PURE__ */ A(() => n().shows("data"));
	J(re, (e) => {
		B(ae) && e(ie);
	});
	var oe = L(re, 2), se = (e) => {
		var t = QC();
		U("click", t, () => n().reset()), K(e, t);
	}, ce = /* @__PURE__ */ A(() => n().shows("reset"));
	J(oe, (e) => {
		B(ce) && e(se);
	}), T(C);
	var le = L(C, 2), ue = P(le), de = (e) => {
		F_(e, {});
	}, fe = (e) => {
		var t = Ri(), r = F(t), a = (e) => {
			sC(e, {
				get lab() {
					return n();
				},
				get agreement() {
					return i;
				}
			});
		}, o = (e) => {
			var t = Ri();
			la(F(t), s, null, (e, t) => {
				var r = /* @__PURE__ */ A(() => {
					var { default: e } = B(t);
					return { ModelVerdict: e };
				}), a = /* @__PURE__ */ A(() => B(r).ModelVerdict), o = Ri();
				Fa(F(o), () => B(a), (e, t) => {
					t(e, {
						get lab() {
							return n();
						},
						get agreement() {
							return i;
						}
					});
				}), K(e, o);
			}), K(e, t);
		};
		J(r, (e) => {
			n().isLine ? e(a) : e(o, -1);
		}), K(e, t);
	}, pe = /* @__PURE__ */ A(() => n().shows("verdict"));
	J(ue, (e) => {
		n().sealed ? e(de) : B(pe) && e(fe, 1);
	});
	var me = L(ue, 2), he = P(me);
	Im(P(he), {
		get lab() {
			return n();
		},
		get editor() {
			return a.editor;
		}
	}), T(he);
	var ge = L(he, 2), _e = (e) => {
		var t = $C(), r = P(t), i = (e) => {
			Bp(e, { get lab() {
				return n();
			} });
		}, a = (e) => {
			var t = Ri();
			la(F(t), c, null, (e, t) => {
				var r = /* @__PURE__ */ A(() => {
					var { default: e } = B(t);
					return { TerrainChart: e };
				}), i = /* @__PURE__ */ A(() => B(r).TerrainChart), a = Ri();
				Fa(F(a), () => B(i), (e, t) => {
					t(e, { get lab() {
						return n();
					} });
				}), K(e, a);
			}), K(e, t);
		};
		J(r, (e) => {
			n().isLine ? e(i) : e(a, -1);
		}), T(t), K(e, t);
	}, ve = /* @__PURE__ */ A(() => n().shows("contour"));
	J(ge, (e) => {
		B(ve) && e(_e);
	});
	var ye = L(ge, 2), be = (e) => {
		var t = ew();
		_h(P(t), { get lab() {
			return n();
		} }), T(t), K(e, t);
	}, xe = /* @__PURE__ */ A(() => n().shows("losses"));
	J(ye, (e) => {
		B(xe) && e(be);
	});
	var Se = L(ye, 2), Ce = (e) => {
		var t = tw();
		vh(P(t), { get lab() {
			return n();
		} }), T(t), R(() => ao(t, 1, Qa(n().isLine ? "half" : "whole"), "svelte-1n46o8q")), K(e, t);
	}, we = /* @__PURE__ */ A(() => n().shows("weights"));
	J(Se, (e) => {
		B(we) && e(Ce);
	});
	var Te = L(Se, 2), Ee = (e) => {
		var t = $C();
		ch(P(t), { get lab() {
			return n();
		} }), T(t), K(e, t);
	}, De = /* @__PURE__ */ A(() => n().isLine && n().shows("directions"));
	J(Te, (e) => {
		B(De) && e(Ee);
	}), T(me);
	var Oe = L(me, 2), ke = (e) => {
		R_(e, { get lab() {
			return n();
		} });
	}, Ae = /* @__PURE__ */ A(() => n().shows("steps"));
	J(Oe, (e) => {
		B(Ae) && e(ke);
	});
	var je = L(Oe, 2), Me = (e) => {
		zg(e, { get lab() {
			return n();
		} });
	}, Ne = /* @__PURE__ */ A(() => n().isLine && n().shows("compare"));
	J(je, (e) => {
		B(Ne) && e(Me);
	}), T(le), T(h), T(f), QS(L(f, 2), {
		get panels() {
			return a;
		},
		get agreement() {
			return i;
		}
	}), T(u), R((e) => {
		d = ao(u, 1, "downslope-lab svelte-1n46o8q", null, d, { embedded: r() }), X(u, "data-lm-suppress-shortcuts", r() || void 0), X(u, "data-theme", w_.chosen), X(u, "data-ready", B(o)), ao(he, 1, e, "svelte-1n46o8q");
	}, [() => Qa(n().shows("contour") ? "half" : "whole")]), U("keydown", u, (e) => r() && y_(e, n())), K(e, u), k();
}
Ci(["keydown", "click"]), oc(), wc();
var iw = .95, aw = 10, ow = 3, sw = 10, cw = 100, lw = 1e10, uw = .05;
function dw(e, t, n, r, i, a) {
	let o = ic(e.problem, a), s = new fw(e, n, r, i, o), c = s.at(Ih(e, n)), l = s.endsBelow(c) ? s : c, u = s.errorsLeft(), d = kh(e), f = hw(u.map((e, t) => gw(Math.abs(e), d[t]))), p = s.culprit(), m = uc(e);
	return {
		status: s.status,
		cause: pw(s, l, t, m),
		lr: r,
		limit: Ph(e, n),
		best: Fh(e, n),
		advised: l.lr,
		growth: s.growth,
		exact: m,
		forecast: m ? {
			...s.forecast,
			loss: NaN
		} : s.forecast,
		condition: cc(e),
		startLoss: Uh(e, r, 0, o, n),
		finalLoss: s.finalLoss,
		minLoss: e.minLoss,
		noiseStd: lc(e),
		culprit: p,
		kept: Zm(r * e.eigenvalues[p], n),
		worstWeight: f,
		worstError: u[f]
	};
}
var fw = class e {
	s;
	rule;
	lr;
	epochs;
	w0;
	growth;
	forecast;
	status;
	first;
	left;
	shares;
	constructor(e, t, n, r, i) {
		this.s = e, this.rule = t, this.lr = n, this.epochs = r, this.w0 = i, this.growth = Wh(e, n, t), this.forecast = Oh(e, n, i, t), this.status = Gh(this.growth, this.forecast.toTolerance, r);
		let a = Ah(e, i), o = Array.from({ length: e.rank }, (e, t) => t);
		this.first = o.map((e) => Math.max(0, ...a.map((t) => Math.abs(t[e])))), this.shares = o.map((i) => Ym(t, n, e.eigenvalues[i], r)), this.left = o.map((e) => this.first[e] === 0 ? 0 : this.first[e] * Math.abs(this.shares[e]));
	}
	at(t) {
		return new e(this.s, this.rule, t, this.epochs, this.w0);
	}
	get steepestIsDone() {
		let e = this.first.findIndex((e) => e > Eh);
		if (e < 0) return !0;
		let t = Math.min(this.first[e], Math.max(...this.left));
		return this.left[e] <= Math.max(1, .01 * t);
	}
	get finalLoss() {
		return Uh(this.s, this.lr, this.epochs, this.w0, this.rule);
	}
	endsBelow(e) {
		return this.status !== "diverging" && this.finalLoss < e.finalLoss * .999999999;
	}
	get isWithinNoise() {
		let e = dc(this.s, this.w0), t = this.shares.reduce((t, n, r) => t + (n * e[r]) ** 2, 0);
		return Math.sqrt(t) < uw * lc(this.s);
	}
	errorsLeft() {
		let { s: e } = this, t = dc(e, this.w0), n = new Float64Array(e.problem.p);
		return this.shares.forEach((r, i) => {
			let a = t[i] / e.sigma[i] * r;
			e.axes[i].forEach((e, t) => n[t] += e === 0 ? 0 : e * a);
		}), rc(e.problem, n);
	}
	culprit() {
		return this.status !== "diverging" && this.left.some((e) => e > 0) ? hw(this.left) : hw(Array.from(this.s.eigenvalues.subarray(0, Math.max(this.s.rank, 1))).map((e) => Zm(this.lr * e, this.rule)));
	}
};
function pw(e, t, n, r) {
	let { s: i, rule: a } = e, o = cc(n) > lw;
	if (e.status === "diverging") return "lr_above_limit";
	if (e.status === "converged") return i.rank < i.sigma.length ? "collinear" : r ? "none" : "noise_floor";
	if (e.isWithinNoise) return o ? "collinear" : "noise_floor";
	if (t !== e && e.lr >= iw * Ph(i, a) && !e.steepestIsDone) return "lr_near_limit";
	let s = mw(e, t);
	return s > aw && (!e.steepestIsDone || t.status === "converged") ? "lr_too_small" : o ? "collinear" : cc(i) > (e.steepestIsDone ? sw : cw) ? "slow_direction" : s > ow ? "lr_too_small" : "none";
}
function mw(e, t) {
	if (t.lr <= e.lr) return 1;
	let n = t.lr / e.lr, r = e.forecast.toTolerance;
	return Number.isFinite(r) ? Math.min(n, r / Math.max(t.forecast.toTolerance, 1)) : n;
}
function hw(e) {
	let t = 0;
	return e.forEach((n, r) => {
		(n > e[t] || Number.isNaN(e[t])) && (t = r);
	}), t;
}
var gw = (e, t) => {
	let n = e / t;
	return Number.isNaN(n) ? 0 : n;
};
Og(), IC();
var _w = .999, vw = 5e-6;
function yw(e, t, n, r, i) {
	let a = Eg(i, i.epochs);
	if (!(Number.isFinite(i.losses[i.epochs]) && a.every(Number.isFinite))) return "diverging";
	if (t === null || !(r <= _w * bw(t.steepest, n))) return null;
	let o = e.inUserUnits(t.weights), [s, c] = [i.epochs, Math.max(i.epochs - 1, 0)].map((t) => e.inUserUnits(Eg(i, t))), l = (e) => e.every((e, t) => Math.abs(e - o[t]) <= vw * Math.abs(o[t]));
	return l(s) && l(c) ? "converged" : null;
}
var bw = (e, t) => e > 0 ? t.rateLimit(e) : Infinity;
function xw(e, t, n, r) {
	if (t) return {
		lr: bw(t.steepest, n),
		at: "at the solution"
	};
	let i = Eg(r, r.epochs), a = i.every(Number.isFinite) && Number.isFinite(r.losses[r.epochs]), { values: o } = TC(e, a ? i : Eg(r, 0));
	return {
		lr: bw(o[0], n),
		at: a ? "where the run ends" : "where it starts"
	};
}
var Sw = (e, t) => t.name === "gd" && e.bound ? 2 / e.bound : null;
Z(), Gs(), Og(), bl(), IC(), Jm();
var Cw = 3e8, ww = .5, Tw = class {
	lab;
	#e = /* @__PURE__ */ M({});
	get kits() {
		return B(this.#e);
	}
	set kits(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M([]);
	get normals() {
		return B(this.#t);
	}
	set normals(e) {
		N(this.#t, e);
	}
	constructor(e) {
		this.lab = e;
	}
	#n = /* @__PURE__ */ A(() => this.kits[this.lab.model] ?? null);
	get kit() {
		return B(this.#n);
	}
	set kit(e) {
		N(this.#n, e);
	}
	#r = /* @__PURE__ */ A(() => this.lab.data ? this.build(this.lab.data, this.lab.runSettings()) : null);
	get built() {
		return B(this.#r);
	}
	set built(e) {
		N(this.#r, e);
	}
	#i = /* @__PURE__ */ A(() => typeof this.built == "string" ? null : this.built);
	get model() {
		return B(this.#i);
	}
	set model(e) {
		N(this.#i, e);
	}
	#a = /* @__PURE__ */ A(() => typeof this.built == "string" ? this.built : "");
	get fault() {
		return B(this.#a);
	}
	set fault(e) {
		N(this.#a, e);
	}
	#o = /* @__PURE__ */ A(() => this.model && wC(this.model));
	get minimum() {
		return B(this.#o);
	}
	set minimum(e) {
		N(this.#o, e);
	}
	#s = /* @__PURE__ */ A(() => this.model && this.minimum && this.model.inUserUnits(this.minimum.weights));
	get best() {
		return B(this.#s);
	}
	set best(e) {
		N(this.#s, e);
	}
	#c = /* @__PURE__ */ A(() => {
		let { run: e, rule: t } = this.lab;
		return this.model && e ? xw(this.model, this.minimum, qm[t], e) : null;
	});
	get limit() {
		return B(this.#c);
	}
	set limit(e) {
		N(this.#c, e);
	}
	#l = /* @__PURE__ */ A(() => this.model && Sw(this.model, qm[this.lab.rule]));
	get globalLimit() {
		return B(this.#l);
	}
	set globalLimit(e) {
		N(this.#l, e);
	}
	#u = /* @__PURE__ */ A(() => {
		let { run: e, rule: t, lr: n } = this.lab;
		return this.model && e ? yw(this.model, this.minimum, qm[t], n, e) : null;
	});
	get status() {
		return B(this.#u);
	}
	set status(e) {
		N(this.#u, e);
	}
	#d = /* @__PURE__ */ A(() => this.kit?.formulas(this.recipe(this.lab.runSettings())) ?? null);
	get formulas() {
		return B(this.#d);
	}
	set formulas(e) {
		N(this.#d, e);
	}
	async load(e) {
		if (e === "least-squares" || this.kits[e]) return;
		let [{ kit: t }, n] = await Promise.all([yl[e].load(), e === "network" ? Is() : this.normals]);
		this.normals = n, this.kits = {
			...this.kits,
			[e]: t
		};
	}
	suits(e, t) {
		return t.model === "least-squares" || typeof this.build(e, t) == "object";
	}
	runOn(e, t) {
		let n = this.build(e, t);
		return n && typeof n == "object" ? Ew(n, t) : null;
	}
	#f = /* @__PURE__ */ A(() => this.model && Ew(this.model, this.lab.runSettings()));
	get run() {
		return B(this.#f);
	}
	set run(e) {
		N(this.#f, e);
	}
	usualRate() {
		let { model: e, minimum: t } = this;
		if (!e) return null;
		let n = TC(e, e.fromUserUnits(this.lab.startWeights)).values[0], r = Math.max(n, t?.steepest ?? 0);
		return r > 0 ? Hh(ww * qm[this.lab.rule].rateLimit(r), 2) : null;
	}
	build(e, t) {
		let n = this.kits[t.model];
		if (!n) return null;
		try {
			return n.build(e, this.recipe(t));
		} catch (e) {
			if (e instanceof _l) return e.message;
			throw e;
		}
	}
	recipe(e) {
		let { loss: t, standardize: n } = e;
		return {
			settings: e,
			loss: t,
			standardize: n,
			normals: this.normals
		};
	}
};
function Ew(e, { lr: t, epochs: n, rule: r, start: i }) {
	let a = Math.floor(Cw / (e.problem.m * e.size)), o = e.size === e.problem.p && i?.length === e.size ? i : e.firstWeights;
	return wg(e, t, Math.min(n, Math.max(a, 1)), o, r);
}
Z(), Gs(), Yp(), Og(), bl(), oc(), Jm(), wc(), $p(), ES();
var Dw = {
	huber: "mean Huber loss",
	logistic: "mean negative log-likelihood",
	softmax: "mean negative log-likelihood",
	poisson: "mean negative log-likelihood"
}, Ow = [
	"verdict",
	"contour",
	"losses",
	"weights",
	"directions",
	"steps",
	"compare",
	"play"
], kw = class {
	#e = /* @__PURE__ */ M(Zp.data);
	get descriptor() {
		return B(this.#e);
	}
	set descriptor(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M(null);
	get data() {
		return B(this.#t);
	}
	set data(e) {
		N(this.#t, e);
	}
	#n = /* @__PURE__ */ M(null);
	get file() {
		return B(this.#n);
	}
	set file(e) {
		N(this.#n, e);
	}
	#r = /* @__PURE__ */ M("");
	get version() {
		return B(this.#r);
	}
	set version(e) {
		N(this.#r, e, !0);
	}
	#i = /* @__PURE__ */ M(!1);
	get loading() {
		return B(this.#i);
	}
	set loading(e) {
		N(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ M(!1);
	get opened() {
		return B(this.#a);
	}
	set opened(e) {
		N(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ M("");
	get error() {
		return B(this.#o);
	}
	set error(e) {
		N(this.#o, e, !0);
	}
	#s = /* @__PURE__ */ M([]);
	get notices() {
		return B(this.#s);
	}
	set notices(e) {
		N(this.#s, e);
	}
	hidden;
	#c = /* @__PURE__ */ M(!1);
	get sealed() {
		return B(this.#c);
	}
	set sealed(e) {
		N(this.#c, e, !0);
	}
	#l = /* @__PURE__ */ M(Fn(Zp.model));
	get model() {
		return B(this.#l);
	}
	set model(e) {
		N(this.#l, e, !0);
	}
	#u = /* @__PURE__ */ M(Fn(Zp.alpha));
	get alpha() {
		return B(this.#u);
	}
	set alpha(e) {
		N(this.#u, e, !0);
	}
	#d = /* @__PURE__ */ M(Fn(Zp.l1_ratio));
	get l1_ratio() {
		return B(this.#d);
	}
	set l1_ratio(e) {
		N(this.#d, e, !0);
	}
	#f = /* @__PURE__ */ M(Fn(Zp.delta));
	get delta() {
		return B(this.#f);
	}
	set delta(e) {
		N(this.#f, e, !0);
	}
	#p = /* @__PURE__ */ M(Fn(Zp.hidden));
	get hidden_units() {
		return B(this.#p);
	}
	set hidden_units(e) {
		N(this.#p, e, !0);
	}
	#m = /* @__PURE__ */ M(Fn(Zp.lr));
	get lr() {
		return B(this.#m);
	}
	set lr(e) {
		N(this.#m, e, !0);
	}
	#h = /* @__PURE__ */ M(Fn(Zp.epochs));
	get epochs() {
		return B(this.#h);
	}
	set epochs(e) {
		N(this.#h, e, !0);
	}
	#g = /* @__PURE__ */ M(Fn(Zp.rule));
	get rule() {
		return B(this.#g);
	}
	set rule(e) {
		N(this.#g, e, !0);
	}
	#_ = /* @__PURE__ */ M(Fn(Zp.loss));
	get loss() {
		return B(this.#_);
	}
	set loss(e) {
		N(this.#_, e, !0);
	}
	#v = /* @__PURE__ */ M(Fn(Zp.standardize));
	get standardize() {
		return B(this.#v);
	}
	set standardize(e) {
		N(this.#v, e, !0);
	}
	#y = /* @__PURE__ */ M(null);
	get start() {
		return B(this.#y);
	}
	set start(e) {
		N(this.#y, e);
	}
	#b = /* @__PURE__ */ M(Fn(Zp.epoch));
	get epoch() {
		return B(this.#b);
	}
	set epoch(e) {
		N(this.#b, e, !0);
	}
	#x = /* @__PURE__ */ M(!1);
	get playing() {
		return B(this.#x);
	}
	set playing(e) {
		N(this.#x, e, !0);
	}
	#S = /* @__PURE__ */ M(null);
	get axesChosen() {
		return B(this.#S);
	}
	set axesChosen(e) {
		N(this.#S, e);
	}
	#C = /* @__PURE__ */ M(Fn(Zp.residuals));
	get residuals() {
		return B(this.#C);
	}
	set residuals(e) {
		N(this.#C, e, !0);
	}
	#w = /* @__PURE__ */ M(Fn(Zp.closedForm));
	get closedForm() {
		return B(this.#w);
	}
	set closedForm(e) {
		N(this.#w, e, !0);
	}
	#T = /* @__PURE__ */ M([]);
	get pins() {
		return B(this.#T);
	}
	set pins(e) {
		N(this.#T, e);
	}
	trained = new Tw(this);
	asked = 0;
	nextPin = 1;
	constructor(e = "") {
		this.hidden = hS(e);
	}
	#E = /* @__PURE__ */ A(() => this.model === "least-squares");
	get isLine() {
		return B(this.#E);
	}
	set isLine(e) {
		N(this.#E, e);
	}
	#D = /* @__PURE__ */ A(() => this.trained.model?.names ?? this.data?.weight_names ?? ["x", "intercept"]);
	get weightNames() {
		return B(this.#D);
	}
	set weightNames(e) {
		N(this.#D, e);
	}
	#O = /* @__PURE__ */ A(() => this.start && this.startMoves ? this.start : this.trained.model?.firstWeights ?? this.data?.lr_start ?? [0, 0]);
	get startWeights() {
		return B(this.#O);
	}
	set startWeights(e) {
		N(this.#O, e);
	}
	#k = /* @__PURE__ */ A(() => this.weightNames.length === this.data?.weight_names.length && (this.start === null || this.start.length === this.weightNames.length));
	get startMoves() {
		return B(this.#k);
	}
	set startMoves(e) {
		N(this.#k, e);
	}
	#A = /* @__PURE__ */ A(() => this.data && Js(this.data.equivalent, this.data.n, this.loss));
	get own() {
		return B(this.#A);
	}
	set own(e) {
		N(this.#A, e);
	}
	#j = /* @__PURE__ */ A(() => this.own && sc(Ys(this.own)));
	get standard() {
		return B(this.#j);
	}
	set standard(e) {
		N(this.#j, e);
	}
	#M = /* @__PURE__ */ A(() => this.own && sc(this.own));
	get ownSpectrum() {
		return B(this.#M);
	}
	set ownSpectrum(e) {
		N(this.#M, e);
	}
	#N = /* @__PURE__ */ A(() => this.isLine ? this.standardize ? this.standard : this.ownSpectrum : null);
	get spectrum() {
		return B(this.#N);
	}
	set spectrum(e) {
		N(this.#N, e);
	}
	#P = /* @__PURE__ */ A(() => this.spectrum?.problem ?? null);
	get problem() {
		return B(this.#P);
	}
	set problem(e) {
		N(this.#P, e);
	}
	#F = /* @__PURE__ */ A(() => {
		if (!this.isLine) return this.trained.run;
		let { problem: e, lr: t, epochs: n, startWeights: r, rule: i } = this;
		return e && wg(Qs(e), t, n, r, i);
	});
	get run() {
		return B(this.#F);
	}
	set run(e) {
		N(this.#F, e);
	}
	#I = /* @__PURE__ */ A(() => this.spectrum && this.standard && dw(this.spectrum, this.standard, qm[this.rule], this.lr, this.epochs, this.startWeights));
	get diagnosis() {
		return B(this.#I);
	}
	set diagnosis(e) {
		N(this.#I, e);
	}
	#L = /* @__PURE__ */ A(() => this.isLine ? this.ownSpectrum ? Array.from(this.ownSpectrum.optimum) : null : this.trained.best);
	get best() {
		return B(this.#L);
	}
	set best(e) {
		N(this.#L, e);
	}
	#R = /* @__PURE__ */ A(() => this.isLine ? "closed form" : "lowest loss");
	get bestName() {
		return B(this.#R);
	}
	set bestName(e) {
		N(this.#R, e);
	}
	#z = /* @__PURE__ */ A(() => this.isLine ? this.spectrum?.minLoss ?? 0 : this.trained.minimum?.loss ?? NaN);
	get floor() {
		return B(this.#z);
	}
	set floor(e) {
		N(this.#z, e);
	}
	#B = /* @__PURE__ */ A(() => yl[this.model].squared ? this.loss : Dw[this.model]);
	get lossName() {
		return B(this.#B);
	}
	set lossName(e) {
		N(this.#B, e);
	}
	#V = /* @__PURE__ */ A(() => this.isLine ? this.spectrum ? Ph(this.spectrum, qm[this.rule]) : Infinity : this.trained.limit?.lr ?? Infinity);
	get limit() {
		return B(this.#V);
	}
	set limit(e) {
		N(this.#V, e);
	}
	#H = /* @__PURE__ */ A(() => this.sealed ? 0 : Math.min(this.epoch, this.run?.epochs ?? 0));
	get shownEpoch() {
		return B(this.#H);
	}
	set shownEpoch(e) {
		N(this.#H, e);
	}
	#U = /* @__PURE__ */ A(() => this.run ? Tg(this.run, this.shownEpoch) : null);
	get weights() {
		return B(this.#U);
	}
	set weights(e) {
		N(this.#U, e);
	}
	#W = /* @__PURE__ */ A(() => this.run ? this.run.losses[this.shownEpoch] : NaN);
	get currentLoss() {
		return B(this.#W);
	}
	set currentLoss(e) {
		N(this.#W, e);
	}
	#G = /* @__PURE__ */ A(() => {
		let e = this.weightNames.length, t = this.axesChosen;
		return t && t[0] < e && t[1] < e ? t : [0, this.isLine || e === 1 ? e - 1 : 1];
	});
	get axes() {
		return B(this.#G);
	}
	set axes(e) {
		N(this.#G, e);
	}
	predict(e, t) {
		let { model: n } = this.trained, r = e.length, i = e[0]?.length ?? 0, a = new Float64Array(i * (r + 1)).fill(1);
		e.forEach((e, t) => {
			for (let n = 0; n < i; n++) a[n * (r + 1) + t] = e[n];
		});
		let o = new Float64Array(i * (this.isLine ? 1 : n?.outputs ?? 1));
		return this.isLine || !n ? $s(a, r + 1, t, o) : n.predict(a, t, o), o;
	}
	#K = /* @__PURE__ */ A(() => this.trained.model?.classes ?? []);
	get classes() {
		return B(this.#K);
	}
	set classes(e) {
		N(this.#K, e);
	}
	heights(e) {
		return this.classes.length === 2 ? e.map((e) => this.classes.indexOf(e)) : e;
	}
	shows(e) {
		return e === "start" && !this.startMoves ? !1 : !this.hidden.has(e) && !(this.sealed && Ow.includes(e));
	}
	setRate(e) {
		Number.isFinite(e) && e > 0 && (this.lr = Qp(e, Xp.lr));
	}
	setEpochs(e) {
		let t = this.epoch >= this.epochs;
		this.epochs = Qp(Math.round(e), Xp.epochs), this.epoch = t ? this.epochs : Math.min(this.epoch, this.epochs);
	}
	jump(e) {
		this.epoch = Qp(Math.round(e), [0, this.epochs]);
	}
	step(e) {
		this.playing = !1, this.jump(this.epoch + e);
	}
	togglePlay() {
		!this.playing && this.epoch >= this.epochs && (this.epoch = 0), this.playing = !this.playing;
	}
	rewind() {
		this.playing = !1, this.epoch = 0;
	}
	setStart(e) {
		this.start = e?.every(Number.isFinite) ? e : null;
	}
	async reset() {
		this.apply({
			...Zp,
			data: this.file ? { kind: "file" } : qp
		}), this.notices = [], await this.load(this.descriptor);
	}
	pin() {
		!this.run || this.pins.length >= Xp.pins || (this.pins = [...this.pins, this.pinned(this.runSettings(), this.run)]);
	}
	unpin(e) {
		this.pins = this.pins.filter((t) => t.id !== e);
	}
	async choose(e) {
		if (e === this.model || !await this.loadModel(e)) return;
		let { squared: t } = yl[e], n = t ? this.loss : Zp.loss, r = {
			...this.runSettings(),
			model: e,
			...gl(e),
			loss: n,
			start: null
		};
		if (this.descriptor.kind === "lesson" || this.descriptor.kind === "example" || !this.data || !this.trained.suits(this.data, r)) {
			let { points: t } = yl[e], n = {
				kind: "example",
				points: t,
				n: 100,
				seed: 0
			};
			if (!await this.load(e === "least-squares" ? qp : n)) return;
		}
		this.applyRun(r), this.axesChosen = null, this.takeUsualRate();
	}
	takeUsualRate() {
		this.isLine && this.descriptor.kind === "lesson" ? this.setRate(Zp.lr) : this.spectrum ? this.setRate(Ih(this.spectrum, qm[this.rule])) : this.setRate(this.trained.usualRate() ?? this.lr);
	}
	async loadModel(e) {
		try {
			return await this.trained.load(e), !0;
		} catch {
			return this.error = `The model ${yl[e].text} could not be loaded: check that the server runs, and choose it again.`, !1;
		}
	}
	async recall(e) {
		await this.loadModel(e.model) && (this.applyRun(e), this.epoch = Math.min(this.epoch, this.epochs));
	}
	async load(e, t = {}) {
		let n = ++this.asked;
		this.loading = !0, this.error = "";
		try {
			let r = await Rs(e);
			return n === this.asked && (this.take(e, r), t.advisedRate && this.takeUsualRate(), !0);
		} catch (e) {
			return n === this.asked && (this.error = Aw(e)), !1;
		} finally {
			n === this.asked && (this.loading = !1);
		}
	}
	take(e, t) {
		let n = this.data !== null && JSON.stringify(e) !== JSON.stringify(this.descriptor), r = this.data?.weight_names.length;
		this.descriptor = e, this.data = t, r !== void 0 && r !== t.weight_names.length && (this.axesChosen = null), this.start?.length !== t.weight_names.length && (this.start = null), n && (this.pins = this.pins.map((e) => ({
			...e,
			onOtherData: !0
		})));
	}
	async open(e) {
		let { settings: t, namesData: n, notices: r } = mS(e);
		this.notices = r, this.apply(t);
		try {
			let e = await Ls();
			this.version = e.version, await this.loadModel(this.model) || (this.model = Zp.model), this.file = e.file;
			let r = e.data.kind === "lesson" ? {
				...qp,
				...e.data
			} : e.data, i = n ? t.data : r, a = r.kind === "file";
			!await this.load(i, { advisedRate: a && !n }) && i !== r && await this.loadInstead(r, "opening", { advisedRate: a }), this.error && a && await this.loadInstead(qp, "lesson’s"), await this.restorePins(t.pins);
		} catch (e) {
			this.error = Aw(e);
		} finally {
			this.opened = !0;
		}
	}
	async loadInstead(e, t, n) {
		if (!this.error) return;
		let r = `${jw(this.error)} The ${t} data are shown instead.`;
		await this.load(e, n) && (this.notices = [...this.notices, r]);
	}
	runSettings() {
		let { model: e, alpha: t, l1_ratio: n, delta: r, lr: i, epochs: a, rule: o, loss: s, standardize: c, start: l } = this;
		return {
			model: e,
			alpha: t,
			l1_ratio: n,
			delta: r,
			hidden: this.hidden_units,
			lr: i,
			epochs: a,
			rule: o,
			loss: s,
			standardize: c,
			start: l
		};
	}
	settings() {
		return {
			...this.runSettings(),
			data: this.descriptor,
			epoch: this.epoch,
			axes: this.axesChosen,
			residuals: this.residuals,
			closedForm: this.closedForm,
			pins: this.pins.filter((e) => !e.onOtherData)
		};
	}
	apply(e) {
		this.applyRun(e), this.descriptor = e.data, this.epoch = e.epoch, this.axesChosen = e.axes, this.residuals = e.residuals, this.closedForm = e.closedForm, this.playing = !1, this.pins = [];
	}
	applyRun(e) {
		this.model = e.model, this.alpha = e.alpha, this.l1_ratio = e.l1_ratio, this.delta = e.delta, this.hidden_units = e.hidden, this.lr = e.lr, this.epochs = e.epochs, this.rule = e.rule, this.loss = e.loss, this.standardize = e.standardize, this.start = e.start;
	}
	async restorePins(e) {
		let { data: t } = this;
		if (t) for (let n of e) {
			if (!await this.loadModel(n.model)) continue;
			let e = n.model === "least-squares" ? kg(t, n) : this.trained.runOn(t, n);
			e && (this.pins = [...this.pins, this.pinned(n, e)]);
		}
	}
	pinned(e, t) {
		let n = new Set(this.pins.map((e) => e.color)), r = Array.from({ length: Xp.pins }, (e, t) => t).find((e) => !n.has(e)) ?? 0;
		return {
			...e,
			start: e.start && [...e.start],
			id: this.nextPin++,
			color: r,
			run: t,
			onOtherData: !1
		};
	}
}, Aw = (e) => e instanceof Ps ? e.message : `Something went wrong: ${String(e)}`, jw = (e) => /[.!?]$/.test(e) ? e : `${e}.`;
Cs(), Gs();
var Mw = "?hide=learn,your-data,share,presets", Nw = { render({ model: e, el: t }) {
	let n = /* @__PURE__ */ new Map(), r = (e) => {
		n.get(e.id)?.(e), n.delete(e.id);
	};
	e.on("msg:custom", r), js(Pw(e, n));
	let i = new kw(Mw);
	i.open("");
	let a = Ji(rw, {
		target: t,
		props: {
			lab: i,
			search: Mw,
			embedded: !0
		}
	});
	return () => {
		e.off("msg:custom", r), Xi(a);
	};
} };
function Pw(e, t) {
	return async (n, r) => {
		let i = crypto.randomUUID(), a = typeof r.body == "string" ? JSON.parse(r.body) : {}, o = new Promise((e, n) => {
			t.set(i, e), r.signal?.addEventListener("abort", () => {
				t.delete(i), n(new DOMException("no longer wanted", "AbortError"));
			});
		});
		e.send({
			id: i,
			where: n.replace(/^api\//, ""),
			question: a
		});
		let { status: s, answer: c } = await o;
		return new Response(JSON.stringify(c), { status: s });
	};
}
export { Nw as default };
